"""Other words for the same thing."""

from qa.answering import Kind, KnowledgeBase
from qa.entries import Entry
from qa.normal import flat
from qa.retriever import Retriever
from qa.synonyms import house, learnt, read, synonyms
from qa.words import words
from tests.cast import BAN_MAI


def of(text: str, held: str, *groups: tuple[tuple[str, ...], ...]) -> list[str]:
    return synonyms(held, *groups).of(text, words(text))


def test_read_takes_groups_and_leaves_out_remarks_and_lone_words():
    assert read("บ้าน = เฮือน # อีสาน\n\n# ไม่มี\nคำเดียว\nก = ก\n") == (("บ้าน", "เฮือน"),)


def test_a_word_that_no_entry_holds_brings_those_that_some_entry_does():
    group = (("บ้านพัก", "เฮือน", "ที่อยู่"),)
    assert of("ซ่อมเฮือนแน", "ขอซ่อมบ้านพัก", group) == ["บ้านพัก"]
    assert of("ซ่อมบ้านพัก", "ขอซ่อมบ้านพัก", group) == []
    assert of("ซ่อมเฮือนแน", "ถนน", group) == []


def test_a_short_word_must_stand_alone():
    group = (("สุนัข", "หมา"),)
    assert of("หมากัด", "สุนัขกัด", group) == ["สุนัข"]
    assert of("หมายเลข", "สุนัขกัด", group) == []


def test_the_houses_list_is_sound():
    assert len(house()) >= 80
    assert [
        group for group in house() if len(set(group)) != len(group) or any(flat(word) != word for word in group)
    ] == []


def test_phrasings_that_differ_by_a_word_teach_synonyms():
    assert learnt([("ขอลงทะเบียนผู้สูงอายุ", "ขอสมัครใช้ผู้สูงอายุ", "ค่าน้ำ")]) == ()
    assert learnt([("ทิ้งขยะชิ้นใหญ่ที่ไหน", "ทิ้งเฟอร์นิเจอร์ที่ไหน")]) == ()
    assert learnt([("เปิดสนามกีฬาวันไหน", "เปิดห้องประชุมวันไหน")]) == (("สนามกีฬา", "ห้องประชุม"),)


def test_an_offices_own_line_finds_what_was_not_found():
    entries = [Entry("hall", "ก", "ขอใช้หอประชุม", "ยื่นที่สำนักปลัด"), Entry("road", "ก", "ถนนพัง", "แจ้งกองช่าง")]
    assert KnowledgeBase(entries, BAN_MAI).reply("ขอโดม").kind is not Kind.ANSWER
    found = KnowledgeBase(entries, BAN_MAI, synonyms="โดมใหญ่ = หอประชุม").reply("โดมใหญ่")
    assert found.entries[0].entry.id == "hall"


def test_extra_groups_reach_the_search():
    entries = [{"id": "hall", "questions": ["ขอใช้หอประชุม"]}, {"id": "road", "questions": ["ถนนพัง"]}]
    assert Retriever(entries).search("โดมใหญ่", 1) == []
    assert Retriever(entries, extra=[(("โดมใหญ่", "หอประชุม"),)]).search("โดมใหญ่", 1)[0][0] == "hall"
