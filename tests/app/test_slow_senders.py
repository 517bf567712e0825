"""The real server and whoever sends slowly, endlessly or in countless pieces: bounded, and open to everybody else."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from gunicorn.http.errors import LimitRequestLine
from werkzeug.exceptions import RequestTimeout

from app.house import House
from app.patience import PatientSocket, PatientWorker
from app.settings import Settings
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI
from tests.fakes.complaints import CHEAP, staffed
from web import texts

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
HASTY = "from app import patience, cli; patience.PATIENCE_S = 0.4; cli.main()"
"""`python -m app`, less patient than in an office: nobody wants to wait for a test."""
THREADS = 2
FORM = f"POST /f/{BAN_MAI.code} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
PLAIN, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
FIELD = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
NESTED = (
    b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n'
)


@dataclass(frozen=True)
class Running:
    """A server."""

    port: int
    pid: int

    def processes(self) -> list[psutil.Process]:
        """Itself and what it started."""
        own = psutil.Process(self.pid)
        return [own, *own.children(recursive=True)]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """A running `serve` with an open fraud door and two threads."""
    house = House(Settings(data=tmp_path))
    house.migrate()
    with house.workplace.begin() as work:
        work.agencies.add(BAN_MAI)
    staffed(FraudRoom(house.sealed, house.keys, house.clock, CHEAP), BAN_MAI)
    house.close()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = int(probe.getsockname()[1])
    own = {"PRONGSAI_DATA": str(tmp_path), "PORT": str(free), "PRONGSAI_THREADS": str(THREADS)}
    with (tmp_path / "said.txt").open("wb") as said:
        command = [sys.executable, "-c", HASTY, "serve"]
        process = subprocess.Popen(command, cwd=ROOT, env={"PATH": os.environ["PATH"], **own}, stdout=said, stderr=said)
    try:
        _wait(process, free)
        yield Running(free, process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)


def begun(port: int, sent: bytes) -> socket.socket:
    """A connection that has sent so much, and holds the rest back."""
    connection = socket.create_connection(("127.0.0.1", port), PATIENCE_S)
    connection.sendall(sent)
    return connection


def status(connection: socket.socket) -> int:
    """What the server said, once it has closed or said enough."""
    with connection:
        return int(connection.makefile("rb").readline().split()[1])


def form(kind: str, body: bytes, length: int | None = None) -> bytes:
    """A post of the fraud form."""
    return f"{FORM}{kind}\r\nContent-Length: {length or len(body)}\r\nConnection: close\r\n\r\n".encode() + body


@pytest.mark.slow
def test_slow_and_huge_requests_are_ended_and_the_door_stays_open(server: Running, tmp_path: Path) -> None:
    port = server.port
    heads = [begun(port, b"GET / HTTP/1.1\r\nX-Held-Back: ") for _ in range(2 * THREADS)]
    bodies = [begun(port, form(PLAIN, b"what=a", 1000)) for _ in range(2 * THREADS)]
    good = begun(port, b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    assert [status(one) for one in [*heads, *bodies, good]] == [408] * 4 * THREADS + [200]
    large = [begun(port, form(kind, b"what=a" * 1000, 2**30)) for kind in (PLAIN, PARTS)]
    many = [begun(port, form(PARTS, FIELD * 100_000 + b"--x--\r\n")), begun(port, form(PLAIN, b"a=1&" * 100_000))]
    many.append(begun(port, b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\n\r\n"))
    deep = begun(port, form(PARTS, b"".join(NESTED % (n, n) for n in range(1000)) + b"--x--\r\n"))
    assert [status(one) for one in [*large, *many, deep]] == [413, 413, 413, 422, 414, 413]
    assert {one.rlimit(psutil.RLIMIT_CORE) for one in server.processes()} == {
        (0, 0)
    }  # no core dump of what is in memory
    said = (tmp_path / "said.txt").read_text("utf-8")
    assert ("127.0.0.1" in said, "Traceback" in said) == (False, False)


def test_patience_is_earned_by_sending_and_never_saved_up() -> None:
    sender, kept = socket.socketpair()
    with sender, kept:
        patient = PatientSocket(kept, 0.05)
        for _ in range(3):
            sender.sendall(b"x" * 8192)
            assert len(patient.recv(8192)) == 8192
        with pytest.raises(RequestTimeout):
            patient.recv(1)
        sender.sendall(b"too late")
        with pytest.raises(TimeoutError):
            patient.recv(1)


@pytest.mark.parametrize(("trouble", "status"), [(LimitRequestLine(5000, 4094), 414), (RequestTimeout(), 408)])
def test_what_never_arrived_is_answered_with_a_page_of_ours(trouble: Exception, status: int) -> None:
    browser, kept = socket.socketpair()
    with browser, kept:
        PatientWorker.handle_error(object.__new__(PatientWorker), None, kept, ("127.0.0.1", 1), trouble)
        kept.shutdown(socket.SHUT_WR)
        head, _, body = browser.makefile("rb").read().partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert f"Content-Length: {len(body)}".encode() in head
    assert all(said in body.decode() for said in texts.ERRORS[status])


def test_what_we_do_between_two_pieces_costs_the_sender_nothing() -> None:
    sender, kept = socket.socketpair()
    with sender, kept:
        patient = PatientSocket(kept, 20, iter([0.0, 1.0, 5000.0, 5001.0]).__next__)
        sender.sendall(b"ab")
        assert [patient.recv(1), patient.recv(1)] == [b"a", b"b"]
