"""Pieces, postings, words."""

import numpy as np
import pytest

from qa.index import indexed
from qa.inverting import inverted, spread
from qa.pieces import grams, word_codes
from qa.words import words


def test_postings_score_the_same_text_highest_and_within_one():
    texts = ["ภาษีป้าย", "ภาษีที่ดิน", "รถขยะ"]
    heard = indexed([grams(text) for text in texts], 2.5).hear(grams("ภาษีป้าย"))
    assert int(np.argmax(heard.sharp)) == int(np.argmax(heard.soft)) == 0
    assert float(heard.sharp.max()) <= 1.0
    assert heard.unseen == 0.0


def test_postings_count_unseen_pieces_as_rarest():
    postings = indexed([grams("ภาษีป้าย")], 2.5)
    assert postings.hear(grams("xyzxyz")).unseen == 1.0
    assert 0 < postings.hear(grams("ภาษีxyz")).unseen < 1
    assert postings.hear(grams("")).unseen == 1.0


def test_synonyms_add_to_a_score_and_ask_for_nothing():
    postings = indexed([grams("บ้าน"), grams("ถนน")], 2.5)
    alone, helped = postings.hear(grams("เฮือน")), postings.hear(grams("เฮือน"), grams("บ้าน"))
    assert alone.sharp[0] == 0 < helped.sharp[0] <= 1
    assert (helped.sharp[1], helped.unseen) == (alone.sharp[1], alone.unseen)


def test_inverted_counts_every_piece_in_every_text():
    codes, starts, owners, times = inverted([np.array([5, 5, 7], np.uint64), np.array([7], np.uint64)])
    place = {int(code): number for number, code in enumerate(codes)}
    held = {
        piece: {int(owners[at]): int(times[at]) for at in range(starts[place[int(code)]], starts[place[int(code)] + 1])}
        for piece, code in zip((5, 7), spread(np.array([5, 7], np.uint64)), strict=True)
    }
    assert held == {5: {0: 2}, 7: {0: 1, 1: 1}}


def test_inverted_of_nothing_is_empty():
    assert [len(part) for part in inverted([])] == [0, 1, 0, 0]
    assert [len(part) for part in inverted([np.empty(0, np.uint64)])] == [0, 1, 0, 0]


def test_grams_and_words_are_the_same_everywhere():
    assert grams("กข").tolist() == [(1 << 60) | (0x0E01 << 15) | 0x0E02]
    assert word_codes(["ภาษี"]).tolist() == [3489333035]
    assert grams("").tolist() == [] and grams("ก").tolist() == []


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("ภาษีที่ดินจ่ายเมื่อไร", ["ภาษีที่ดิน", "จ่าย", "เมื่อไร"]),
        ("แจ้งเกิด ที่ อบต", ["แจ้ง", "เกิด", "ที่", "อบต"]),
        ("wifi ช้า 24 ชม.", ["wifi", "ช้า", "24", "ชม"]),
        ("ฆฌณฐ", ["ฆฌณฐ"]),
        ("ก็ดี", ["ก็ดี"]),
        ("", []),
        ("?! 😀", []),
    ],
)
def test_words_are_cut(text, cut):
    assert words(text) == cut


def test_words_keep_every_letter():
    text = "เพราะว่าน้ำประปาหมู่บ้านบ่ไหลมาสามมื้อแล้วเด้อ"
    assert "".join(words(text)) == text
