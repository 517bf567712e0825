"""One spelling for what looks the same."""

import pytest

from qa.layout import could_be_slip, typed_in_thai
from qa.normal import LONGEST, flat, readable, sound


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("ทําบัตร", "ทำบัตร"),
        ("เเม่", "แม่"),
        ("ท่ี่ดิน", "ที่ดิน"),
        ("ท่ีดิน", "ที่ดิน"),
        ("ผู้้้สูงอายุ", "ผู้สูงอายุ"),
        ("มากกกกก", "มาก"),
        ("๖๐ ปี", "60ปี"),
        ("ＡＢＣ １２", "abc12"),
        ("E-Service!!", "eservice"),
        ("ภาษี\u200b\u200bป้าย\ufeff", "ภาษีป้าย"),
        ("เร็วๆ นี้", "เร็วนี้"),
        ("ฯพณฯ", "พณ"),
        ("ฃวด", "ขวด"),
        ("1000 บาท", "1000บาท"),
        ("ป้าย\ud800😀", "ป้าย"),
        ("  \n\t ", ""),
    ],
)
def test_flat_evens_out(typed, meant):
    assert flat(typed) == meant


def test_flat_is_stable():
    once = flat("เเจ้งนํ้าไม่ไหลลลล ๑๒๓")
    assert flat(once) == once


def test_readable_keeps_spaces_and_is_bounded():
    assert readable("ภาษี  ป้าย") == "ภาษี  ป้าย"
    assert len(readable("ก ข " * 5000)) == LONGEST
    assert len(readable("\ufdfa" * 5000)) == LONGEST


@pytest.mark.parametrize(("one", "other"), [("ไหน", "ใหน"), ("พาณิชย์", "พานิช"), ("ภาษี", "พาสี"), ("บรรทุก", "บันทุก")])
def test_sound_joins_homophones(one, other):
    assert flat(one) != flat(other)
    assert sound(flat(one)) == sound(flat(other))


def test_typed_in_thai_reads_the_same_keys():
    assert typed_in_thai("g,o^") == "เมนู"
    assert typed_in_thai("ksuxhkp") == "าหีป้าย"


@pytest.mark.parametrize(
    ("text", "slip"), [("g,o^", True), ("เมนู", False), ("เมนู menu", False), ("1669", False), ("", False)]
)
def test_could_be_slip_needs_latin_and_no_thai(text, slip):
    assert could_be_slip(text) is slip
