"""A request whose body never touches the disk."""

import io
from typing import IO

from flask import Request


class InMemoryRequest(Request):
    """Keeps uploads and long fields in RAM: the default parser puts files over 500 KB into a temp file, in clear.

    The size is bounded by `MAX_CONTENT_LENGTH`, or by a view that sets `request.max_content_length` for itself.
    """

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return io.BytesIO()
