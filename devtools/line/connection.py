"""Cutting a connection as a broken network does."""

from __future__ import annotations

import contextlib
import socket
import struct
from typing import Any

_SOCKETS = ("devtools.socket", "werkzeug.socket", "gunicorn.socket")


def cut(environ: dict[str, Any]) -> None:
    """Resets the TCP connection of a WSGI request, where the server hands its socket out."""
    found = next((environ[key] for key in _SOCKETS if key in environ), None)
    if not isinstance(found, socket.socket):
        return
    # Linger zero makes closing send a reset instead of an orderly end.
    with contextlib.suppress(OSError):
        found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        found.shutdown(socket.SHUT_RDWR)
