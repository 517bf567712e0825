"""Commands as processes: the worker ends in order, a busy port is one sentence."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest

from app.house import House
from app.worker import Worker
from tests.app.conftest import Run
from tests.browser.running import ROOT
from tests.cast import BAN_MAI, NONG_BUA

PATIENCE_S = 60


def environment(data: Path, **more: str) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PRONGSAI_DATA": str(data), **more}


def app(*words: str) -> list[str]:
    return [sys.executable, "-m", "app", *words]


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_worker_beats_and_ends_in_order(house: House, sign: signal.Signals) -> None:
    started = subprocess.Popen(
        app("worker"), cwd=ROOT, env=environment(house.settings.data), stderr=subprocess.PIPE, text=True
    )
    try:
        _wait_for_heartbeat(house, started)
        started.send_signal(sign)
        _, said = started.communicate(timeout=PATIENCE_S)
    finally:
        started.kill()
    assert (started.returncode, re.findall('"event": "(worker[a-z.]+)"', said)) == (
        0,
        ["worker.started", "worker.stopped"],
    )
    assert "Traceback" not in said


def _wait_for_heartbeat(house: House, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        with house.workplace.read() as work:
            if work.heartbeats.last("worker"):
                return
        assert process.poll() is None
        time.sleep(0.05)
    raise AssertionError("the worker gave no sign of life")


def test_stopped_worker_ends_at_once(house: House) -> None:
    worker = Worker(house)
    worker.stop()
    worker.run()
    with house.workplace.read() as work:
        assert work.heartbeats.last("worker") is None


def test_worker_looks_over_one_fraud_room_a_beat_and_all_every_hour(house: House) -> None:
    worker, now = Worker(house), house.clock.now()

    def found_after(seconds: int) -> list[tuple[str, ...]]:
        worker._look_over(now + timedelta(seconds=seconds))
        return sorted(house.fraud.found(agency) for agency in (BAN_MAI, NONG_BUA))

    def edit(by: int) -> None:
        with house.fraud.store.begin() as work:
            for agency in (BAN_MAI, NONG_BUA):
                work.counters.move(agency, "2570M02", "cases", "in_progress", by)

    edit(1)
    assert [found_after(0), found_after(2)] == [[(), ("counters",)], [("counters",), ("counters",)]]
    edit(-1)
    assert [found_after(4), found_after(3600), found_after(3602)] == [
        [("counters",)] * 2,
        [(), ("counters",)],
        [()] * 2,
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("host", "why"), [("203.0.113.7", "assign"), ("no.such.host.invalid", "")])
def test_demo_on_an_address_that_is_not_ours_is_no_busy_port(tmp_path: Path, host: str, why: str) -> None:
    result = subprocess.run(
        app("demo", "run"),
        cwd=ROOT,
        env=environment(tmp_path / "data", PORT="8000", PRONGSAI_HOST=host),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    thai, english = result.stderr.splitlines()
    assert (result.returncode, result.stdout, why in english) == (1, "", True)
    assert english.startswith(f"This machine does not let us listen on {host} port 8000 (")
    assert thai.startswith(f"Error: เปิดที่อยู่ {host} พอร์ต 8000 ในเครื่องนี้ไม่ได้")
    assert not (tmp_path / "data" / "prongsai.db").exists()


@pytest.mark.slow
def test_demo_on_a_busy_port_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = subprocess.run(
            app("demo", "run"),
            cwd=ROOT,
            env=environment(tmp_path / "data", PORT=str(port)),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
        )
    thai, english = result.stderr.splitlines()
    assert (result.returncode, result.stdout) == (1, "")
    assert thai == f"Error: พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ ลองใช้พอร์ตอื่น เช่น: make run PORT={port + 1}"
    assert english == f"Port {port} is in use. Try another one: make run PORT={port + 1}"
    assert not (tmp_path / "data" / "prongsai.db").exists()  # nothing was begun


def test_demo_code_is_the_authenticators(run: Run) -> None:
    secret = pyotp.random_base32()
    spaced = " ".join(re.findall("....", secret.lower()))
    printed = run("demo", "code", spaced).output.strip()
    around = {pyotp.TOTP(secret).at(time.time() + 30 * step) for step in (-1, 0)}
    assert printed in around


@pytest.mark.parametrize("secret", ["", "nonsense!", "1"])
def test_demo_code_of_nonsense_is_refused_kindly(run: Run, secret: str) -> None:
    result = run("demo", "code", secret)
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, "SECRET" in result.stderr) == (2, True)


def test_demo_is_not_started_over_a_real_office(house: House) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with house.workplace.read() as work:
        before = [agency.code for agency in work.agencies.all()]
    result = subprocess.run(
        app("demo", "run"),
        cwd=ROOT,
        env=environment(house.settings.data, PORT=str(port)),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert (result.returncode, before[0] in result.stderr) == (1, True)
    with house.workplace.read() as work:
        assert [agency.code for agency in work.agencies.all()] == before
