"""How sure a search may be: that some entry answers, and that the first is the one."""

from dataclasses import replace

import numpy as np
import pytest

from qa.hearing import Hearing, confidence, known
from qa.retriever import factory


def hearing(*scores, covered=None, **facts):
    found = np.array(scores, np.float32)
    return Hearing(found, found if covered is None else np.array(covered, np.float32), facts.pop("length", 30), **facts)


def test_the_best_are_in_order_and_above_nothing():
    heard = hearing(0.2, 0.9, 0.0, 0.9, 0.5)
    assert [place for place, _ in heard.best(3)] == [1, 3, 4]
    assert [place for place, _ in heard.best(9)] == [1, 3, 4, 0]
    assert heard.best(0) == []


def test_nothing_found_is_nothing_known():
    assert known(hearing(0.0, 0.0)) == confidence(hearing(0.0)) == confidence(hearing()) == 0.0


def test_a_tie_is_known_but_no_answer():
    clear, tied = hearing(0.9, 0.2), hearing(0.9, 0.9)
    assert known(clear) >= confidence(clear) > 0.85
    assert confidence(tied) < 0.15 < known(tied)


def test_sureness_is_never_above_what_is_known():
    for first, second in ((0.9, 0.1), (0.6, 0.5), (0.2, 0.0), (0.3, 0.3)):
        assert confidence(hearing(first, second)) <= known(hearing(first, second))


@pytest.mark.parametrize("worse", [{"covered": (0.3, 0.1)}, {"rarity": 0.8}, {"is_strange": True}, {"length": 4}])
def test_each_reason_for_doubt_counts(worse):
    assert known(hearing(0.5, 0.1, **worse)) < known(hearing(0.5, 0.1))


def test_a_hidden_entry_is_gone():
    heard = hearing(0.9, 0.4)
    assert heard.without(0).best(2) == [(0, pytest.approx(0.4))]
    assert replace(heard.without(0), length=1).length == 1


def test_a_word_of_another_world_counts_until_an_entry_holds_it():
    entries = [{"id": "bin", "questions": ["ขอถังขยะใหม่"], "answer": ""}, {"id": "tax", "questions": ["ภาษีป้าย"]}]
    before = factory(entries)
    after = before.replaced({"id": "inn", "questions": ["ขออนุญาตเปิดโรงแรม"], "answer": "กองช่าง"})
    assert before.hear("ถังขยะโรงแรม").is_strange
    assert not after.hear("ถังขยะโรงแรม").is_strange
    assert not before.hear("ขอถังขยะ").is_strange


def test_two_entries_with_the_same_wording_are_offered_not_answered():
    rows = [{"id": name, "questions": ["ราคาเท่าไร"], "answer": name * 9} for name in ("ก", "ข")]
    index = factory([*rows, {"id": "tax", "questions": ["ภาษีป้ายต้องยื่นเมื่อใด"], "answer": "มีนาคม"}])
    assert index.answerable("ราคาเท่าไร") < index.answerable("ภาษีป้ายต้องยื่นเมื่อใด")
