"""A request's body stays in RAM."""

import io

from flask import Request
from werkzeug.test import create_environ

from web.requests import Budget, InMemoryRequest, Upload

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
    assert type(stream_of(InMemoryRequest)) is Upload


def test_what_is_too_large_is_forgotten_and_said():
    budget = Budget(100)
    upload = Upload(10, budget)
    upload.write(b"x" * 8)
    upload.write(b"x" * 8)
    assert (upload.too_large, upload.getvalue()) == (True, b"")
    assert budget.take(100)  # nothing of it is held any more


def test_uploads_of_all_requests_share_one_memory():
    budget = Budget(10)
    first, second = Upload(10, budget), Upload(10, budget)
    first.write(b"x" * 8)
    second.write(b"x" * 8)
    assert (first.no_room, second.no_room, second.getvalue()) == (False, True, b"")
    first.close()
    third = Upload(10, budget)
    third.write(b"x" * 8)
    assert (third.no_room, third.getvalue()) == (False, b"x" * 8)
