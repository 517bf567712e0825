"""A request's body stays in RAM."""

import io

from flask import Request
from werkzeug.test import create_environ

from web.requests import InMemoryRequest

EDGE = b"edge"
UPLOAD = b"\r\n".join(
    [
        b"--" + EDGE,
        b'Content-Disposition: form-data; name="file"; filename="photo.jpg"',
        b"Content-Type: image/jpeg",
        b"",
        b"x" * 600_000,
        b"--" + EDGE + b"--",
        b"",
    ]
)


def stream_of(kind: type[Request]) -> object:
    """What an upload of 600 KB is kept in."""
    content_type = f"multipart/form-data; boundary={EDGE.decode()}"
    environ = create_environ(method="POST", input_stream=io.BytesIO(UPLOAD), content_type=content_type)
    environ["CONTENT_LENGTH"] = str(len(UPLOAD))
    with kind(environ) as request:
        return request.files["file"].stream


def test_the_framework_alone_would_write_an_upload_to_disk():
    assert type(stream_of(Request)).__name__ == "SpooledTemporaryFile"


def test_an_upload_stays_in_memory():
    assert type(stream_of(InMemoryRequest)) is io.BytesIO
