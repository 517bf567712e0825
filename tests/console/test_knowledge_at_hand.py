"""A large knowledge base is made beside the pages, once, and nobody waits for hints."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import console.knowledge
from console.knowledge import Knowledge
from tests.cast import BAN_MAI

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


class Office:
    """A workplace that says only which revision there is."""

    revision = 1

    @contextmanager
    def read(self):
        revisions = SimpleNamespace(all=lambda: {(BAN_MAI.code, "faq"): self.revision})
        yield SimpleNamespace(revisions=revisions, clock=SimpleNamespace(now=lambda: NOON))


NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def test_a_slow_base_is_made_once_for_all_who_ask_and_no_page_waits(monkeypatch):
    free, made = threading.Event(), []

    def slowly(_work, _agency, _today, *, before):
        made.append(before)
        free.wait(10)
        return f"base {len(made)}"

    monkeypatch.setattr(console.knowledge, "standing_base", slowly)
    knowledge, office = Knowledge(patience_s=0), Office()
    assert knowledge.soon(office, BAN_MAI) is None
    with ThreadPoolExecutor(3) as clerks:
        waiting = [clerks.submit(knowledge.of, office, BAN_MAI) for _ in range(3)]
        free.set()
        assert {one.result(10) for one in waiting} == {"base 1"}
    assert knowledge.soon(office, BAN_MAI) == "base 1"
    office.revision = 2
    assert knowledge.of(office, BAN_MAI) == "base 2"
    assert made == [None, "base 1"]


def test_a_base_that_could_not_be_made_is_tried_again(monkeypatch):
    answers = [ZeroDivisionError, "base"]

    def failing(*_args, **_kwargs):
        if (answer := answers.pop(0)) is ZeroDivisionError:
            raise ZeroDivisionError
        return answer

    monkeypatch.setattr(console.knowledge, "standing_base", failing)
    knowledge, office = Knowledge(), Office()
    try:
        knowledge.of(office, BAN_MAI)
    except ZeroDivisionError:
        assert knowledge.of(office, BAN_MAI) == "base"
    assert not answers


def test_only_the_bases_of_the_latest_agencies_stay_in_memory(monkeypatch):
    made = []

    def keep_count(_work, agency, _today, *, before):
        made.append(agency.code)
        return agency.code

    monkeypatch.setattr(console.knowledge, "standing_base", keep_count)
    monkeypatch.setattr(console.knowledge, "KEPT", 2)
    knowledge, office = Knowledge(), Office()
    for code in ("aa", "bb", "aa", "cc", "aa", "bb"):
        assert knowledge.of(office, replace(BAN_MAI, code=code)) == code
    assert made == ["aa", "bb", "cc", "bb"]
