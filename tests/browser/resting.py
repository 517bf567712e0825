"""What lies on the disk: every file of the demo's data folder, searched in the shapes a text may take."""

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path


def files_with(folder: Path, words: str) -> set[str]:
    """Names of the files, and of members of workbooks, that hold `words` in the clear or thinly wrapped."""
    shapes = set(_shapes(words))
    return {name for name, raw in _everything(folder) if any(shape in raw for shape in shapes)}


def _shapes(words: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp874"):
        yield words.encode(encoding)
    yield json.dumps(words)[1:-1].encode()
    raw = words.encode()
    for start in range(3):  # the text may begin anywhere in a base64 group: what is whole groups inside must match
        whole = raw[start : start + (len(raw) - start) // 3 * 3]
        yield base64.b64encode(whole)
        yield base64.urlsafe_b64encode(whole)


def _everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        raw = path.read_bytes()
        yield path.name, raw
        if zipfile.is_zipfile(io.BytesIO(raw)):
            with zipfile.ZipFile(io.BytesIO(raw)) as book:
                for member in book.namelist():
                    yield f"{path.name}/{member}", book.read(member)
