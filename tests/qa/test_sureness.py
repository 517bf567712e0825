"""When to speak: thresholds that an office finds by itself."""

import random
from dataclasses import replace

import pytest

from qa.entries import Entry
from qa.retriever import Retriever
from qa.sureness import LEAST, LEAST_HOPE, thresholds
from tests.cast import BAN_MAI
from tests.qa.test_answering import KnowledgeBase, starter

TAXES = starter()[:20]
ASKED = [(entry.question, *entry.phrasings) for entry in TAXES]
INDEX = Retriever([{"id": entry.id, "questions": asked} for entry, asked in zip(TAXES, ASKED, strict=True)])


def test_the_more_false_answers_an_office_accepts_the_lower_its_threshold():
    strict, usual, bold = (thresholds(INDEX, ASKED, rate).answer for rate in (0.01, 0.05, 0.3))
    assert strict >= usual > bold


def test_an_agencys_own_rate_is_used():
    rates = [KnowledgeBase(starter()[::5], replace(BAN_MAI, false_answers=rate))._thresholds for rate in (1, 30)]
    assert rates[0].answer > rates[1].answer


def test_false_answers_do_not_move_the_choices():
    strict, bold = thresholds(INDEX, ASKED, 0.01), thresholds(INDEX, ASKED, 0.5)
    assert 0 < strict.choices == bold.choices < 1


def test_thresholds_are_the_same_every_time():
    assert thresholds(INDEX, ASKED) == thresholds(INDEX, ASKED)


def test_thresholds_of_an_empty_office_exist():
    found = thresholds(Retriever([]), [])
    assert (found.answer, found.choices) == (LEAST, LEAST_HOPE)


def test_the_asked_for_rate_is_the_rate_of_hidden_entries():
    """Random halves of the starter entries are taken out: their questions are answered as seldom as asked for."""
    for rate, tolerance in ((0.05, 0.015), (0.2, 0.05)):
        sure = []
        for seed in range(2):
            mixed = random.Random(seed).sample(starter(), len(starter()))
            for side in (0, 1):
                base = KnowledgeBase(mixed[side::2], BAN_MAI, false_answers=rate)
                limit = base._thresholds.answer
                gone = [text for one in mixed[1 - side :: 2] for text in one.phrasings]
                sure += [base.reply(text).sureness > limit for text in gone]
        assert sum(sure) / len(sure) == pytest.approx(rate, abs=tolerance)


def test_an_entry_of_few_words_is_no_reason_to_be_surer():
    one = KnowledgeBase([Entry("a", "ก", "ตลาดนัดเปิดวันไหน", "วันพุธ")], BAN_MAI)
    assert one.reply("ราคาทองวันนี้เท่าไหร่").kind.value == "unknown"
