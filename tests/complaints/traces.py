"""Traces of a text in files, however it may be written there."""

import base64
import json
from pathlib import Path


def shapes(text: str) -> list[bytes]:
    """The forms in which a text could lie in a file."""
    utf8 = text.encode()
    aligned = [base64.b64encode(bytes(shift) + utf8)[8:24] for shift in range(3)]
    return [utf8, text.encode("utf-16-le"), text.encode("utf-16-be"), json.dumps(text)[1:-1].encode(), *aligned]


def found_in(folder: Path, texts: list[bytes]) -> list[str]:
    """Files that hold any of them."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(text in path.read_bytes() for text in texts)]
