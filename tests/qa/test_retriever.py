"""The index and the search over entries."""

import numpy as np
import pytest

from qa.index import Postings, grams, word_codes
from qa.retriever import Retriever, factory

ENTRIES = [
    {"id": "sign", "questions": ["ภาษีป้าย ต้องยื่นแบบเมื่อใด", "ป้ายร้านเสียภาษีไหม"], "answer": "ภายในเดือนมีนาคม"},
    {"id": "land", "questions": ["ภาษีที่ดิน ชำระเมื่อใด"], "answer": "ภายในเดือนเมษายน", "keywords": ["ภ.ด.ส."]},
    {"id": "waste", "questions": [], "answer": "รถเก็บขยะมาตามรอบของหมู่บ้าน"},
]


@pytest.mark.parametrize("with_words", [True, False])
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ป้ายร้านต้องเสียภาษีมั้ย", "sign"),
        ("ภาษีที่ดินจ่ายเมื่อไร", "land"),
        ("ภดส", "land"),
        ("เก็บขยะวันไหน", "waste"),
        ("4kKumujfbo", "land"),
    ],
)
def test_search_finds(text, first, with_words):
    found = Retriever(ENTRIES, with_words=with_words).search(text, 3)
    assert found[0][0] == first


def test_search_gives_at_most_k_best_first():
    found = factory(ENTRIES).search("ภาษี", 2)
    assert [entry_id for entry_id, _ in found] == ["sign", "land"]
    assert 1 >= found[0][1] >= found[1][1] > 0


def test_search_leaves_out_what_shares_nothing():
    assert factory(ENTRIES).search("xyz", 3) == []
    assert factory(ENTRIES).search("", 3) == []
    assert factory([]).search("ภาษี", 3) == []
    assert factory([]).answerable("ภาษี") == 0.0


def test_search_is_deterministic():
    one, other = factory(ENTRIES), factory([dict(entry) for entry in ENTRIES])
    assert one.search("ภาษีป้ายกับภาษีที่ดิน", 3) == other.search("ภาษีป้ายกับภาษีที่ดิน", 3)


def test_search_reads_composed_and_decomposed_alike():
    retriever = factory([*ENTRIES, {"id": "water", "questions": ["น้ำประปาไม่ไหล"], "answer": "แจ้งช่าง"}])
    assert retriever.search("น้ำประปา", 4) == retriever.search("นํ้าประปา", 4)


def test_answerable_is_higher_for_what_is_known():
    retriever = factory(ENTRIES)
    assert retriever.answerable("ภาษีป้ายยื่นเมื่อใด") > retriever.answerable("เย็นนี้กินอะไรดี")


def test_postings_score_the_same_text_highest_and_within_one():
    texts = ["ภาษีป้าย", "ภาษีที่ดิน", "รถขยะ"]
    heard = Postings([grams(text) for text in texts], 0.75).hear(grams("ภาษีป้าย"))
    assert int(np.argmax(heard.scores)) == 0
    assert float(heard.scores.max()) <= 1.0
    assert heard.unseen == 0.0


def test_postings_count_unseen_pieces_as_rarest():
    postings = Postings([grams("ภาษีป้าย")], 0.75)
    assert postings.hear(grams("xyzxyz")).unseen == 1.0
    assert 0 < postings.hear(grams("ภาษีxyz")).unseen < 1


def test_grams_and_words_are_the_same_everywhere():
    assert grams("กข").tolist() == [(1 << 60) | (0x0E01 << 15) | 0x0E02]
    assert word_codes(["ภาษี"]).tolist() == [3489333035]
    assert grams("").tolist() == [] and grams("ก").tolist() == []


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("สวัสดีค่ะ ขอสอบถามหน่อยค่ะ ภาษีป้าย", "ภาษีป้าย"),
        ("รบกวนสอบถามหน่อยครับ เก็บขยะวันไหน", "เก็บขยะวันไหน"),
        ("เก็บขยะวันไหนคะแอดมิน??", "เก็บขยะวันไหน"),
        ("อยากทราบว่าภาษีที่ดินจ่ายเมื่อใดอ่ะค่ะ 555", "ภาษีที่ดินจ่ายเมื่อใด"),
    ],
)
def test_search_ignores_politeness(polite, plain):
    retriever = factory(ENTRIES)
    assert retriever.search(polite, 3) == retriever.search(plain, 3)


def test_search_keeps_words_that_begin_like_politeness():
    questions = {"score": "คะแนน", "name": "แนน", "fee": "ค่าขยะ", "waste": "ขยะ"}
    retriever = factory([{"id": entry_id, "questions": [text]} for entry_id, text in questions.items()])
    assert [retriever.search(text, 1)[0][0] for text in questions.values()] == list(questions)
