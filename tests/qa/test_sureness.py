"""When to speak: thresholds that an office finds by itself."""

import random
from dataclasses import replace

import pytest

from qa.answering import KnowledgeBase
from qa.entries import Entry
from qa.hearing import confidence
from qa.retriever import Retriever
from qa.seed import starter
from qa.sureness import LEAST, LEAST_HOPE, quantile, thresholds
from tests.cast import BAN_MAI

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
    above: dict[float, list[bool]] = {0.05: [], 0.2: []}
    for seed in range(2):
        mixed = random.Random(seed).sample(starter(), len(starter()))
        for side in (0, 1):
            base = KnowledgeBase(mixed[side::2], BAN_MAI)
            asked = [(entry.question, *entry.phrasings) for entry in base.entries]
            sure = [base.reply(text).sureness for one in mixed[1 - side :: 2] for text in one.phrasings]
            for rate, found in above.items():
                limit = thresholds(base._retriever, asked, rate).answer
                found += [one > limit for one in sure]
    assert sum(above[0.05]) / len(above[0.05]) == pytest.approx(0.05, abs=0.015)
    assert sum(above[0.2]) / len(above[0.2]) == pytest.approx(0.2, abs=0.05)


def test_an_entry_of_few_words_is_no_reason_to_be_surer():
    one = KnowledgeBase([Entry("a", "ก", "ตลาดนัดเปิดวันไหน", "วันพุธ")], BAN_MAI)
    assert one.reply("ราคาทองวันนี้เท่าไหร่").kind.value == "unknown"


def test_one_more_value_lies_above_the_quantile_as_often_as_asked_for():
    """Exactly, for any distribution: of n + 1 values in any order the last is the one more."""
    for n in (19, 30, 125):
        values = [place**2 / n for place in range(n + 1)]
        above = [values[last] > quantile([*values[:last], *values[last + 1 :]], 0.95) for last in range(n + 1)]
        assert abs(sum(above) / (n + 1) - 0.05) < 1 / (n + 1)
    assert (quantile([3.0, 1.0, 2.0], 0.95), quantile([], 0.95)) == (3.0, 0.0)
    assert quantile([1.0, 2.0, 3.0], 0.5) == 2.0


def test_probes_hear_the_base_without_their_own_entry():
    """As if it had been built without; hiding its score alone leaves its words known."""
    rows = [{"id": f"{at}", "questions": [entry.question]} for at, entry in enumerate(TAXES)]
    whole = Retriever(rows)
    for place in (0, 7, 19):
        text = rows[place]["questions"][0]
        rebuilt = Retriever(rows[:place] + rows[place + 1 :]).answerable(text)
        assert confidence(whole.hear(text, but=place)) == pytest.approx(rebuilt, rel=0.03)
        assert confidence(whole.hear(text).without(place)) > rebuilt * 1.03
