"""The stronger engine that an office may plug in. The one here is tiny and real: it counts words in common."""

from collections.abc import Sequence

import pytest

from kernel.errors import Refused, Unavailable
from qa import engine
from qa.answering import KnowledgeBase
from qa.engine import Candidate
from qa.entries import Entry
from qa.words import words
from tests.cast import BAN_MAI

ENTRIES = [
    Entry("fee", "ก", "ค่าธรรมเนียมขยะเท่าใด", "เดือนละ 20 บาท จ่ายที่กองคลัง"),
    Entry("day", "ก", "รถเก็บขยะมาวันใด", "วันจันทร์ นอกจากวันหยุด"),
    Entry("bin", "ก", "ขอถังขยะใหม่", "แจ้งกองสาธารณสุข"),
]


class WordOverlap:
    """The share of a message's words that a candidate's answer holds."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, tuple[str, ...]]] = []

    def rank(self, text: str, candidates: Sequence[Candidate]) -> Sequence[float]:
        self.seen.append((text, tuple(one.id for one in candidates)))
        asked = set(words(text))
        return [len(asked & set(words(one.answer))) / max(len(asked), 1) for one in candidates]


class Away:
    """An engine that is out of reach."""

    def rank(self, text: str, candidates: Sequence[Candidate]) -> Sequence[float]:
        raise Unavailable("engine")


class Babbler:
    """An engine that answers nonsense."""

    def rank(self, text: str, candidates: Sequence[Candidate]) -> Sequence[float]:
        return [9.0]


def first(base: KnowledgeBase, text: str) -> str:
    return base.reply(text).entries[0].entry.id


def test_an_engine_orders_the_candidates_anew():
    text = "ขยะกองคลัง"
    plain, tiny = KnowledgeBase(ENTRIES[1:], BAN_MAI), WordOverlap()
    assert first(plain, "ขอทิ้งขยะวันหยุด") != first(
        KnowledgeBase([ENTRIES[2], Entry("off", "ก", "ขยะ", "วันหยุด")], BAN_MAI, engine=tiny), "ขอทิ้งขยะวันหยุด"
    )
    reply = KnowledgeBase(ENTRIES, BAN_MAI, engine=tiny).reply(text)
    assert reply.entries[0].entry.id == "fee"
    assert tiny.seen[-1][0] == text and set(tiny.seen[-1][1]) <= {"fee", "day", "bin"}
    assert all(0 <= ranked.score <= 1 for ranked in reply.entries)


@pytest.mark.parametrize("silent", [Away(), Babbler()])
def test_without_a_usable_engine_the_search_stands(silent):
    plain, helped = KnowledgeBase(ENTRIES, BAN_MAI), KnowledgeBase(ENTRIES, BAN_MAI, engine=silent)
    for text in ("ค่าขยะเท่าไหร่", "รถขยะมาวันไหน", "xyz"):
        assert helped.reply(text) == plain.reply(text)


def test_a_changed_base_keeps_its_engine():
    tiny = WordOverlap()
    KnowledgeBase(ENTRIES, BAN_MAI, engine=tiny).with_entry(Entry("new", "ก", "ทิ้งที่นอน", "โทรนัด")).reply("ทิ้งที่นอน")
    assert "new" in tiny.seen[-1][1]


def test_load_reads_the_setting():
    assert engine.load("") is None
    assert isinstance(engine.load("tests.qa.test_engine:WordOverlap"), WordOverlap)
    for wrong in ("nowhere:factory", "tests.qa.test_engine:Nothing", "tests.qa.test_engine", ":x"):
        with pytest.raises(Refused, match="unknown_engine"):
            engine.load(wrong)
