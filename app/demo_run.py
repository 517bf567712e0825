"""`make run`: the whole product on one port, with a worker beside it, until Ctrl-C."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import click

from app import demo_seed, texts
from app.house import House

_READY_S = 60
_ROOT = Path(__file__).resolve().parent.parent


def run(house: House) -> None:
    """Migrate, seed once, start web and worker, print the addresses, and stop both when told to."""
    settings = house.settings
    if not _port_is_free(settings.host, settings.port):
        raise click.ClickException(texts.PORT_BUSY.format(port=settings.port, other=settings.port + 1))
    house.migrate()
    _refuse_a_real_office(house)
    secrets = demo_seed.seed(house)
    if secrets is not None:
        click.echo(secrets.sheet(settings.data))  # at once: whatever happens next, it is never shown again
    address = f"http://{settings.host}:{settings.port}"
    folder = settings.workbooks
    folder.mkdir(parents=True, exist_ok=True)
    house.close()
    _end_on_signals()
    children = _start(settings.data, address)
    try:
        _wait_until_ready(address, children)
        click.echo(texts.ADDRESSES.format(address=address, folder=folder))
        _watch(children)
    except KeyboardInterrupt:
        click.echo(texts.STOPPING)
    finally:
        _stop(children)


def _refuse_a_real_office(house: House) -> None:
    """The demo talks to a fake LINE: an office's real citizens must not end up there."""
    with house.workplace.read() as work:
        real = [agency.code for agency in work.agencies.all() if not agency.demo]
    if real:
        raise click.ClickException(texts.REAL_OFFICE.format(agency=" ".join(real), data=house.settings.data))


def _port_is_free(host: str, port: int) -> bool:
    """Whether nobody listens there. Raises ClickException when nobody could: a forbidden port, a foreign address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as trouble:
            if trouble.errno == errno.EADDRINUSE:
                return False
            reason = trouble.strerror or type(trouble).__name__
            raise click.ClickException(texts.PORT_REFUSED.format(host=host, port=port, reason=reason)) from trouble
    return True


def _start(data: Path, address: str) -> list["subprocess.Popen[bytes]"]:
    environment = {**os.environ, "PRONGSAI_LINE_API": f"{address}/_line", "PRONGSAI_ALLOW_TWINS": "true"}
    log = (data / "demo.log").open("ab")
    commands = (["demo", "web"], ["worker"])
    return [
        subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
            [sys.executable, "-m", "app", *command],
            cwd=_ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us alone, and we end the children in order
        )
        for command in commands
    ]


def _wait_until_ready(address: str, children: list["subprocess.Popen[bytes]"]) -> None:
    deadline = time.monotonic() + _READY_S
    while time.monotonic() < deadline:
        _all_alive(children)
        try:
            urllib.request.urlopen(f"{address}/readyz", timeout=2).close()  # noqa: S310 - loopback
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
        else:
            return
    raise click.ClickException(texts.NOT_READY)


def _end_on_signals() -> None:
    """Ctrl-C, a closed window and `kill` all end us in order, also where a shell has told us to ignore Ctrl-C."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, end)


def _watch(children: list["subprocess.Popen[bytes]"]) -> None:
    while True:
        _all_alive(children)
        time.sleep(0.5)


def _all_alive(children: list["subprocess.Popen[bytes]"]) -> None:
    if any(child.poll() is not None for child in children):
        raise click.ClickException(texts.CHILD_ENDED)


def _stop(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
