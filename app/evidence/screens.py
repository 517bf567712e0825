"""Pictures of our own pages, by the machine's Chromium where there is one. Nothing leaves the machine."""

import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first is the same engine without a desktop's weight: a third less of the processor's time."""
WIDTH, HEIGHT = 412, 1000
_PATIENCE_S, _POLL_S = 30, 0.02
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-device-scale-factor=2",
    f"--window-size={WIDTH},{HEIGHT}",
)


class _Silent(WSGIRequestHandler):
    """A page looked at by us is no visit to write down."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - werkzeug's name
        pass


@contextmanager
def served(app: Any, *, secure: bool = False) -> Iterator[str]:
    """The address of a WSGI application on this machine alone, while the block lasts.

    secure -- whether the application is to believe that it is reached by https, as behind its proxy
    """

    def believing(environ: dict[str, Any], start: Any) -> Any:
        return app({**environ, "wsgi.url_scheme": "https"} if secure else environ, start)

    server = make_server("127.0.0.1", 0, believing, threaded=True, request_handler=_Silent)
    thread = threading.Thread(target=server.serve_forever, args=(_POLL_S,), name="evidence", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def browser() -> str | None:
    """The program that draws pages; None when this machine has none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def picture(program: str, address: str) -> bytes | None:
    """The page at phone width as a PNG; None when the browser gave none in time."""
    with tempfile.TemporaryDirectory(prefix="prongsai-evidence-") as folder:
        drawn = Path(folder) / "page.png"
        # Chromium's own walls need a user who is not root; the page is ours, from this machine
        walls = ("--no-sandbox",) if os.geteuid() == 0 else ()
        command = [program, *_QUIET, *walls, f"--user-data-dir={folder}/profile", f"--screenshot={drawn}", address]
        try:
            subprocess.run(  # noqa: S603 - a program found on this machine, our own address
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE_S, check=False
            )
        except subprocess.TimeoutExpired:
            return None
        return drawn.read_bytes() if drawn.exists() else None
