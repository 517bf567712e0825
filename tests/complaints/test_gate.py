"""A few at a time, a short queue, then an honest no."""

import threading

import pytest

from kernel.errors import Unavailable
from storage.sealed.gate import Gate


def test_gate_turns_away_whoever_finds_the_line_full() -> None:
    gate, entered, leave = Gate(at_once=1, waiting=1), threading.Event(), threading.Event()

    def work() -> None:
        with gate.turn():
            entered.set()
            leave.wait(10)

    inside, in_line = threading.Thread(target=work), threading.Thread(target=work)
    inside.start()
    assert entered.wait(10)
    in_line.start()
    try:
        while gate._places.acquire(blocking=False):  # until the second thread stands in line
            gate._places.release()
        with pytest.raises(Unavailable), gate.turn():
            pass
    finally:
        leave.set()
        inside.join()
        in_line.join()


def test_gate_frees_the_place_of_work_that_failed() -> None:
    gate = Gate(at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(ValueError, match="failed"), gate.turn():
            raise ValueError("failed")
    with gate.turn():
        pass


def test_lines_side_by_side_share_the_work_and_not_the_places() -> None:
    looking = Gate(at_once=1, waiting=0)
    filing, entered = looking.beside(waiting=1), threading.Event()

    def file() -> None:
        with filing.turn():
            entered.set()

    with looking.turn():
        with pytest.raises(Unavailable), looking.turn():
            pass
        waiting = threading.Thread(target=file)  # may stand in line, and gets no turn while somebody looks
        waiting.start()
        assert not entered.wait(0.02)
    waiting.join()
    assert entered.is_set()
