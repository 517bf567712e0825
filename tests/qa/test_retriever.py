"""The search over entries."""

import re

import pytest

from qa import wording
from qa.retriever import Retriever, factory

ENTRIES = [
    {"id": "sign", "questions": ["ภาษีป้าย ต้องยื่นแบบเมื่อใด", "ป้ายร้านเสียภาษีไหม"], "answer": "ภายในเดือนมีนาคม"},
    {"id": "land", "questions": ["ภาษีที่ดิน ชำระเมื่อใด"], "answer": "ภายในเดือนเมษายน", "keywords": ["ภ.ด.ส."]},
    {"id": "waste", "questions": [], "answer": "รถเก็บขยะมาตามรอบของหมู่บ้าน"},
]
TENT = {"id": "tent", "questions": ["ขอยืมเต็นท์จัดงานศพ"], "answer": "ยืมได้ที่สำนักปลัด"}


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


def test_search_lets_rare_pieces_decide():
    entries = [
        {"id": f"when-{number}", "questions": [f"{what} ต้องชำระเมื่อใดและชำระที่ใด"]}
        for number, what in enumerate(["ค่าน้ำ", "ค่าขยะ", "ค่าเช่า", "ภาษี"])
    ]
    assert factory(entries).search("ขอทราบว่าต้องชำระเมื่อใดและชำระที่ใด เรื่องขยะ", 1)[0][0] == "when-1"


def test_answerable_is_higher_for_what_is_known():
    retriever = factory(ENTRIES)
    assert retriever.answerable("ภาษีป้ายยื่นเมื่อใด") > retriever.answerable("เย็นนี้กินอะไรดี")


def test_answerable_is_lower_where_twins_compete():
    twin = {**ENTRIES[0], "id": "twin"}
    alone, among = factory(ENTRIES), factory([*ENTRIES, twin])
    assert alone.answerable("ป้ายร้านเสียภาษีไหม") > among.answerable("ป้ายร้านเสียภาษีไหม")


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


def test_search_reads_a_long_laugh_at_once():
    # endings are repeated: one with a repetition of its own would be tried in 2^60 ways
    assert [ending for ending in wording.ENDINGS if re.escape(ending) != ending] == []
    assert factory(ENTRIES).search("5" * 60 + " เก็บขยะ", 1)[0][0] == "waste"


def test_search_keeps_words_that_begin_like_politeness():
    questions = {"score": "คะแนน", "name": "แนน", "fee": "ค่าขยะ", "waste": "ขยะ"}
    retriever = factory([{"id": entry_id, "questions": [text]} for entry_id, text in questions.items()])
    assert [retriever.search(text, 1)[0][0] for text in questions.values()] == list(questions)


def test_an_added_entry_is_found_and_the_old_index_stays():
    before = factory(ENTRIES)
    after = before.replaced(TENT)
    assert after.search("อยากยืมเต็นท์งานศพ", 1)[0][0] == "tent"
    assert "tent" not in dict(before.search("อยากยืมเต็นท์งานศพ", 4))
    assert after.search("ภาษีที่ดินจ่ายเมื่อไร", 1)[0][0] == "land"


def test_a_changed_entry_is_found_by_its_new_words_only():
    before = factory([*ENTRIES, TENT])
    after = before.replaced({"id": "tent", "questions": ["ขอใช้รถสุขา"], "answer": "แจ้งล่วงหน้าสามวัน"})
    assert before.search("ยืมเต็นท์", 1)[0][0] == "tent"
    assert "tent" not in dict(after.search("ยืมเต็นท์", 4))
    assert after.search("รถสุขา", 1)[0][0] == "tent"
    assert after.ids == before.ids


def test_a_replaced_entry_scores_nearly_as_if_indexed_with_the_rest():
    patched, whole = factory([*ENTRIES, {**TENT, "questions": []}]).replaced(TENT), factory([*ENTRIES, TENT])
    for text in ("ขอยืมเต็นท์", "ภาษีป้าย", "เก็บขยะ"):
        assert [found for found, _ in patched.search(text, 1)] == [found for found, _ in whole.search(text, 1)]
        assert patched.search(text, 1)[0][1] == pytest.approx(whole.search(text, 1)[0][1], rel=0.2)


TOPICS = [
    {"id": "pay", "questions": ["จ่ายบิลที่ไหน", "ชำระค่าบริการแล้วยังไม่ตัดยอด", "ขอดูยอดค้างชำระ"], "answer": ""},
    {"id": "net", "questions": ["เน็ตช้ามาก", "อินเทอร์เน็ตหลุดบ่อย", "เน็ตใช้ไม่ได้เลย"], "answer": ""},
]


def test_topics_given_by_examples_are_told_by_their_middles():
    retriever = factory(TOPICS)
    assert retriever.search("ค้างชำระค่าบริการเท่าไหร่", 1)[0][0] == "pay"
    assert retriever.search("ทำไมเน็ตหลุดบ่อยมาก", 1)[0][0] == "net"
    assert retriever.search("xyz", 1) == []
    # A middle is no average length: examples that repeat themselves do not make a topic nearer to everything.
    assert factory([TOPICS[0], {**TOPICS[1], "questions": ["ครับ"] * 9}]).search("จ่ายบิลครับ", 1)[0][0] == "pay"


def test_a_piece_that_one_topic_alone_holds_decides():
    said = ["สวัสดีครับ สอบถามเรื่อง{}หน่อยครับ", "รบกวนถามเรื่อง{}ด้วยนะครับ", "อยากทราบเรื่อง{}ครับ"]
    rows = [{"id": what, "questions": [text.format(what) for text in said]} for what in ("บิล", "ซิม", "เน็ต")]
    retriever = factory(rows)
    assert [retriever.search(f"รบกวนถามเรื่อง{row['id']}", 1)[0][0] for row in rows] == [row["id"] for row in rows]


def test_too_many_examples_are_searched_like_entries():
    rows = [{"id": f"t{n}", "questions": [f"เรื่องที่ {n} ข้อ {m}" for m in range(3)]} for n in range(700)]
    assert factory(rows)._topics is None
    assert factory(rows).search("เรื่องที่ 612 ข้อ 2", 1)[0][0] == "t612"


def test_a_base_of_ten_thousand_entries_is_searched():
    retriever = Retriever([{"id": f"e{n}", "questions": [f"ค่าธรรมเนียมข้อ {n}"]} for n in range(10_000)])
    assert retriever.search("ค่าธรรมเนียมข้อ 9876", 1)[0][0] == "e9876"
    assert retriever.nbytes < 20_000_000
