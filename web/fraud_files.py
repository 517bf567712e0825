"""Evidence files from a form: read in memory, looked at, cleaned; each refusal names its file."""

import time
from contextlib import suppress
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException

from complaints import evidence
from complaints.evidence import CleanFile
from kernel.errors import Refused
from web import fraud_texts as texts
from web.requests import Upload

MAX_BODY = 128 * 1024 * 1024
"""Much more than is kept: a photograph that is too large shall not cost the words that came with it."""
MAX_TEXT_BODY = 2 * 1024 * 1024
"""Six fields of 20,000 Thai characters are 1.1 MB as a browser sends them."""
MAX_FIELDS = 200
_NAME_SHOWN = 60
_READ_ON, _READ_ON_S, _PIECE = 256 * 1024 * 1024, 20.0, 64 * 1024
"""Bytes and seconds for which something too large is still listened to, so that its sender can be told."""


@dataclass(frozen=True)
class Limit:
    """What the page tells about files before they are chosen."""

    count: int = evidence.MAX_FILES
    bytes: int = evidence.MAX_FILE
    megabytes: int = evidence.MAX_FILE // (1024 * 1024)


@dataclass(frozen=True)
class Files:
    """What came with a form."""

    clean: tuple[CleanFile, ...] = ()
    error: str = ""
    """Why they were not taken; "" when all is well."""
    any: bool = False
    """Whether there were some: a browser does not keep them when the form is shown again."""


def prepare(*, keep_files: bool = True) -> None:
    """Set the bounds of this request's body; before anything of it is read."""
    with_files = request.mimetype == "multipart/form-data"
    request.max_content_length = MAX_BODY if with_files else MAX_TEXT_BODY
    request.max_form_memory_size = MAX_TEXT_BODY
    request.max_form_parts = MAX_FIELDS
    request.largest_file = evidence.MAX_FILE if keep_files else 0  # type: ignore[attr-defined]  # web.requests.InMemoryRequest


def read_on() -> None:
    """Read and forget what is still on its way: a browser that is cut off while sending shows no page at all."""
    until, left = time.monotonic() + _READ_ON_S, _READ_ON
    with suppress(OSError, HTTPException):
        while left > 0 and time.monotonic() < until:
            piece = request.environ["wsgi.input"].read(min(_PIECE, left))
            if not piece:
                return
            left -= len(piece)


def read() -> Files:
    """The files of the form, cleaned unless the informer wants the originals kept."""
    given = [one for one in request.files.getlist("files") if one.filename]
    if not given:
        return Files()
    original = bool(request.form.get("original"))
    clean: list[CleanFile] = []
    for one in given:
        try:
            clean.append(_clean(one, original))
        except Refused as refused:
            return Files(error=_named(one, texts.file_refusal(refused)), any=True)
    try:
        evidence.check_all(clean)
    except Refused as refused:
        return Files(error=texts.file_refusal(refused), any=True)
    return Files(tuple(clean), any=True)


def _clean(given: FileStorage, original: bool) -> CleanFile:
    stream = given.stream
    if isinstance(stream, Upload):
        if stream.too_large:
            raise Refused("file_large", limit_mb=Limit().megabytes)
        if stream.no_room:
            raise Refused("file_busy")
    return evidence.clean(given.filename or "", given.read(), original=original)


def _named(given: FileStorage, said: str) -> str:
    name = (given.filename or "").strip()
    shown = name if len(name) <= _NAME_SHOWN else f"{name[:_NAME_SHOWN]}…"
    return f"{shown}: {said}"
