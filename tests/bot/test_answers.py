"""How an answer looks, and what one can do under it: by touch, and by typing alone."""

from dataclasses import replace

import pytest

from bot import buttons, reading, texts
from bot.events import Postback
from bot.facts import AskedUnknown, Counted, Rated
from bot.messages import QUICK_REPLIES
from qa.answering import KnowledgeBase, Reply
from qa.entries import Entry
from tests.bot.office import ENTRIES
from tests.bot.talking import Talk, actions, desk_with, heads, links, offered
from tests.cast import BAN_MAI

TAX = ENTRIES[0]
DOWN = texts.THUMB_DOWN + texts.NOT_THIS
LONG = Entry(
    "kiln", "ขออนุญาต", "ขอสร้างเตาเผาถ่าน",
    "\n".join(f"ขั้นที่ {n} ยื่นเอกสารชุดที่ {n} ที่งานโยธา แล้วรอเจ้าหน้าที่ตรวจสถานที่ตามวันที่นัดไว้" for n in range(1, 21)),
    version=3,
)  # fmt: skip
FULL = Entry(
    "clinic", "สุขภาพ", "คลินิกทำฟันอยู่ที่ไหน", "อยู่หลังที่ทำการ เปิดวันพุธ",
    phone="0-4400-0002 ต่อ 12", link="https://www.banmai.example/ฟัน?วัน=พุธ#เวลา", map_link="https://maps.example/?q=14.9,102.1",
    image="https://banmai.example/clinic.png", see="trash",
)  # fmt: skip
DESK = desk_with(LONG, FULL)


def rated(talk: Talk) -> list[Rated]:
    return [fact for fact in talk.turn.facts if isinstance(fact, Rated)]


def test_short_answer_comes_whole_with_thumbs_and_staff_under_it() -> None:
    talk = Talk(DESK)
    turn = talk.say(TAX.question)
    assert turn.messages[0]["text"] == TAX.answer
    assert [action["label"] for action in actions(turn)] == [texts.HELPED, DOWN, texts.ASK_STAFF]
    assert offered(turn) == [texts.NOT_THIS, texts.ASK_STAFF, texts.MENU]


def test_day_asked_for_is_told_before_the_hours() -> None:
    asked = "พรุ่งนี้เปิดไหม"
    kept = Entry("hours", "ติดต่อ", "เวลาทำการ", f"เวลาทำการ {BAN_MAI.hours}", (asked,))
    told = ["พรุ่งนี้ (วันอาทิตย์) ปิดทำการ", kept.answer]
    for chat in ("user", "group"):
        assert heads(Talk(desk_with(kept), chat=chat).say(asked, to_us=True))[:2] == told
    assert heads(Talk(desk_with(kept)).say(kept.question))[0] == kept.answer


@pytest.mark.parametrize("way", ["tap", "say"])
def test_long_answer_begins_short_and_is_read_on_to_its_end(way: str) -> None:
    talk = Talk(DESK)
    shown = [talk.say(LONG.question).messages[0]["text"]]
    assert offered(talk.turn)[0] == texts.READ_ON
    while texts.READ_ON in offered(talk.turn):
        shown.append(getattr(talk, way)(texts.READ_ON).messages[0]["text"])
        assert talk.turn.facts == []  # one answer is counted once
    assert shown == reading.parts(LONG.answer)
    assert len(shown) == 3
    assert heads(talk.say(texts.READ_ON)) == [texts.NOTHING_MORE]


def test_rest_of_an_answer_that_was_changed_meanwhile_begins_anew() -> None:
    talk = Talk(DESK)
    talk.say(LONG.question)
    talk.desk = desk_with(replace(LONG, version=4))
    assert heads(talk.tap(texts.READ_ON))[:2] == [texts.ENTRY_CHANGED, reading.parts(LONG.answer)[0].splitlines()[0]]


@pytest.mark.parametrize("part", ["-1", "9", "x", "๑", "1e3"])
def test_tampered_part_shows_the_beginning(part: str) -> None:
    turn = Talk(DESK).does(Postback(f"v1|ask|q=|e=kiln|p={part}|r=3"))
    assert turn.messages[0]["text"] == reading.parts(LONG.answer)[0]


def test_phone_page_map_and_picture_are_proper_actions() -> None:
    turn = Talk(DESK).say(FULL.question)
    assert links(turn) == {
        "โทร 0-4400-0002 ต่อ 12": "tel:044000002",
        "เปิดเว็บ banmai.example": (
            "https://www.banmai.example/%E0%B8%9F%E0%B8%B1%E0%B8%99?%E0%B8%A7%E0%B8%B1%E0%B8%99=%E0%B8%9E%E0%B8%B8%E0%B8%98"
            "&openExternalBrowser=1#%E0%B9%80%E0%B8%A7%E0%B8%A5%E0%B8%B2"
        ),
        texts.OPEN_MAP: "https://maps.example/?q=14.9,102.1&openExternalBrowser=1",
    }
    hero = turn.messages[1]["contents"]["hero"]
    assert (hero["url"], hero["type"]) == (FULL.image, "image")
    assert texts.PICTURE_OF.format(question=FULL.question) in turn.messages[1]["altText"]


def test_entry_that_is_read_on_elsewhere_leads_there() -> None:
    talk = Talk(DESK)
    talk.say(FULL.question)
    assert talk.tap(texts.SEE.format(question=ENTRIES[2].question)).messages[0]["text"] == ENTRIES[2].answer


def test_thumb_up_is_counted_once_and_thanked_for_twice() -> None:
    talk = Talk(DESK)
    answer = talk.say(TAX.question)
    up = Postback(next(action["data"] for action in actions(answer) if action["label"] == texts.HELPED))
    talk.does(up)
    assert (heads(talk.turn), rated(talk)) == ([texts.RATED], [Rated(TAX.id, True)])
    talk.does(up)
    assert (heads(talk.turn), rated(talk)) == ([texts.RATED_ALREADY], [])


def test_thumb_under_an_answer_seen_again_is_not_counted_again() -> None:
    talk = Talk(DESK)
    for votes in ([Rated(TAX.id, True)], []):
        talk.say(TAX.question)
        talk.tap(texts.HELPED)
        assert rated(talk) == votes


def test_new_wording_may_be_rated_anew() -> None:
    talk = Talk(DESK)
    for version, by in ((3, 1), (4, 1), (4, 0)):
        talk.desk = desk_with(replace(LONG, version=version))
        talk.say(LONG.question)
        talk.tap(texts.HELPED)
        assert len(rated(talk)) == by


def test_thumb_of_an_answer_never_shown_here_is_thanked_for_and_not_counted() -> None:
    talk = Talk(DESK)
    talk.does(Postback(buttons.data(buttons.RATE, q="", e=TAX.id, h=1)))
    assert (heads(talk.turn), rated(talk)) == ([texts.RATED_ALREADY], [])


@pytest.mark.parametrize("down", ["👎", "👎🏽", texts.NOT_THIS, "ไม่ใช่", DOWN])
def test_not_this_is_counted_and_leads_to_staff_only_when_asked(down: str) -> None:
    talk = Talk(desk_with())
    talk.say("เบี้ยคนแก่ออกวันไหน")
    talk.state = replace(talk.state, question=replace(talk.state.question, others=()))  # type: ignore[type-var]
    talk.tap(down) if down == DOWN else talk.say(down)
    assert (heads(talk.turn), rated(talk)) == ([texts.STILL_NOT], [Rated("pension", False)])
    talk.tap(texts.ASK_STAFF)
    assert [fact.text for fact in talk.turn.facts if isinstance(fact, AskedUnknown)] == ["เบี้ยคนแก่ออกวันไหน"]


@pytest.mark.parametrize("up", ["👍", "👍🏻👍🏻", "ได้แล้ว", "ได้คำตอบแล้ว ค่ะ", texts.HELPED])
def test_thumb_up_can_be_typed(up: str) -> None:
    talk = Talk(DESK)
    talk.say(TAX.question)
    talk.say(up.removesuffix(" ค่ะ"))
    assert rated(talk) == [Rated(TAX.id, True)]
    assert rated_late(TAX.question, up.removesuffix(" ค่ะ")) == []


def rated_late(question: str, words: str) -> list[Rated]:
    talk = Talk(DESK)
    talk.say(question)
    later = talk.after(minutes=16)
    later.say(words)
    return rated(later)


def test_not_this_offers_the_next_best_first_and_a_number_takes_one() -> None:
    talk = Talk(DESK)
    talk.say(TAX.question)
    others = talk.state.question.others if talk.state.question else ()
    assert others
    assert heads(talk.say(texts.NOT_THIS))[0] == texts.WHICH
    expected = next(entry for entry in (*ENTRIES, LONG, FULL) if entry.id == others[0])
    assert talk.say("1").messages[0]["text"] == reading.parts(expected.answer)[0]


def test_old_button_of_an_entry_that_is_gone_is_excused_and_counted() -> None:
    for data in (buttons.data(buttons.ASK, q="x", e="gone"), buttons.data(buttons.RATE, q="x", e="gone", h=1)):
        turn = Talk(DESK).does(Postback(data))
        assert (heads(turn), turn.facts) == ([texts.ENTRY_GONE], [Counted("stale_button", "entry")])


@pytest.mark.parametrize(
    "data", ["v1|rate", "v1|rate|e=tax-where|h=7", "v1|rate|h=1", "v1|list|c=zz|p=x", "v1|list|p=-1"]
)
def test_damaged_button_is_answered_kindly(data: str) -> None:
    turn = Talk(DESK).does(Postback(data))
    assert turn.messages
    assert not [fact for fact in turn.facts if isinstance(fact, Rated)]


class Hearing(KnowledgeBase):
    """A knowledge base that tells which topic it was given."""

    topic: str | None = None

    def reply(self, text: str, topic: str | None = None) -> Reply:
        self.topic = topic
        return super().reply(text, topic)


@pytest.mark.parametrize(("minutes", "topic"), [(14, TAX.id), (16, None)])
def test_follow_up_keeps_its_topic_for_a_while(minutes: int, topic: str | None) -> None:
    hearing = Hearing(ENTRIES, BAN_MAI, with_words=False)
    talk = Talk(replace(DESK, knowledge=hearing))
    talk.say(TAX.question)
    assert hearing.topic is None
    talk.after(minutes=minutes).say("แล้วต้องใช้เอกสารอะไร")
    assert hearing.topic == topic


def test_answer_in_the_middle_of_a_survey_leaves_numbers_to_the_survey() -> None:
    talk = Talk(DESK)
    talk.say("ประเมิน")
    talk.say(texts.BROWSE)
    assert talk.state.listed is None
    assert heads(talk.turn)[-1].startswith("ข้อ 1 จาก 9")
    talk.say("2")
    assert talk.state.sitting is not None
    assert talk.state.sitting.answers == {"e1": 2}


def test_quick_replies_stay_few_and_on_the_last_message() -> None:
    turn = Talk(DESK).say(LONG.question)
    assert len(offered(turn)) <= QUICK_REPLIES
    assert ["quickReply" in message for message in turn.messages] == [False, True]
