"""The web server: gunicorn with threads, the same in `make run` and behind a Procfile."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.patience import PatientWorker
from app.settings import Settings

_GRACE_S = 10


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, configured from our settings instead of a file."""

    def __init__(self, settings: Settings, create: Callable[[], Any]) -> None:
        self._settings = settings
        self._create = create
        super().__init__()

    def load_config(self) -> None:
        options = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "worker_class": PatientWorker,
            "workers": self._settings.web_processes,
            "threads": self._settings.threads,
            "graceful_timeout": _GRACE_S,
            "timeout": 60,
            "keepalive": 15,
            "accesslog": None,  # an access log would say who opened the fraud form, and when
            "errorlog": "-",
            "loglevel": "error",  # its warnings name the address of whoever sends a malformed request
            "limit_request_line": 4094,
            "limit_request_fields": 60,
            "forwarded_allow_ips": "",  # trust in proxies is decided by PRONGSAI_BEHIND_PROXY alone
            "control_socket_disable": True,
        }
        for name, value in options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        app: Flask = self._create()
        return app


def serve(settings: Settings, create: Callable[[], Any]) -> None:
    """Serve until told to stop. `create` runs in each web process, after the fork."""
    Server(settings, create).run()
