"""urllib3 connections that write a request in one piece.

http.client writes head and body apart: two system calls, two TLS records, and twice the moment in which fifty other
sending threads take Python's lock away. Requests to LINE are a few kilobytes; joining them costs nothing.
"""

from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool


class _OneWrite(HTTPConnection):
    _gathered: list[bytes] | None = None

    def request(self, *args: Any, **options: Any) -> None:
        gathered = self._gathered = []
        try:
            super().request(*args, **options)
        finally:
            self._gathered = None
        self.send(b"".join(gathered))

    def send(self, data: Any) -> None:
        if self._gathered is None:
            super().send(data)
        else:
            self._gathered.append(data)


class _SecureOneWrite(_OneWrite, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _OneWrite


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureOneWrite


POOLS = {"http": _Pool, "https": _SecurePool}
"""For `urllib3.PoolManager.pool_classes_by_scheme`."""
