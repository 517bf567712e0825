"""Groups, rooms, and people without an id: public answers, and nothing that belongs into a private chat."""

from urllib.parse import unquote

import pytest

from bot import texts
from bot.desk import Turn
from bot.door import door_messages
from bot.events import Content, Join, Postback, Text, Unreadable
from bot.intake import Way
from bot.parts import Channel
from bot.state import State
from qa.entries import Entry
from tests.bot.office import ENTRIES
from tests.bot.talking import Talk, desk_with, heads, links
from tests.cast import BAN_MAI, TAX_COUNTER

LONG = Entry("kiln", "ขออนุญาต", "ขอสร้างเตาเผาถ่าน", "\n".join(["ยื่นคำขอที่งานโยธา"] * 40), phone="0-4400-0001")
DESK = desk_with(LONG)
ID_CARD = "ขอยืมเต็นท์จัดงานบวช 1-1037-02071-81-1"


def in_group(words: str, *, chat: str = "group") -> Turn:
    return Talk(DESK, chat=chat).say(words, to_us=True)


@pytest.mark.parametrize("chat", ["group", "room"])
@pytest.mark.parametrize(
    "content", [Text(ENTRIES[0].question), Unreadable("sticker"), Unreadable("image"), Postback("v1|ask|q=|e=kiln")]
)
def test_group_that_does_not_name_us_hears_nothing(chat: str, content: Content) -> None:
    assert Talk(DESK, chat=chat).does(content) == Turn(State())


@pytest.mark.parametrize("chat", ["group", "room"])
def test_named_in_a_group_we_answer_without_buttons_that_need_a_memory(chat: str) -> None:
    turn = in_group(ENTRIES[0].question, chat=chat)
    assert turn.messages == [{"type": "text", "text": ENTRIES[0].answer}]
    assert (turn.state, turn.facts) == (State(), ())


def test_long_answer_goes_on_in_the_private_chat() -> None:
    turn = in_group(LONG.question)
    assert len(turn.messages[0]["text"]) < 350
    found = links(turn)
    assert set(found) == {texts.OPEN_PRIVATE, "โทร 0-4400-0001"}
    assert unquote(found[texts.OPEN_PRIVATE]) == f"https://line.me/R/oaMessage/@banmai/?{LONG.question}"
    assert "postback" not in str(turn.messages)


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("ประเมิน", texts.ONE_TO_ONE_ONLY),
        ("EIT 7K3F", texts.ONE_TO_ONE_ONLY),
        (f"EIT {TAX_COUNTER.code}", texts.ONE_TO_ONE_ONLY),
        ("", texts.GROUP_HELLO),
        ("👍", texts.GROUP_HELLO),
        ("เมนู", texts.GROUP_HELLO),
        ("ยกเลิก", texts.GROUP_HELLO),
        ("คุยกับเจ้าหน้าที่", texts.contact(BAN_MAI).splitlines()[0]),
        ("ขอยืมเต็นท์จัดงานบวช", texts.CANNOT_ANSWER),
        (ID_CARD, texts.CANNOT_ANSWER),
        ("ไฟไหม้บ้าน", texts.EMERGENCY.splitlines()[0]),
    ],
)
def test_what_belongs_into_the_private_chat_is_pointed_there(words: str, head: str) -> None:
    turn = in_group(words)
    assert heads(turn)[0] == head
    assert (turn.state, turn.facts) == (State(), ())
    assert (set(links(turn)) == {texts.OPEN_PRIVATE}) is (words != "ไฟไหม้บ้าน")


def test_number_typed_in_a_group_chooses_nothing() -> None:
    talk = Talk(DESK, chat="group")
    talk.say(texts.BROWSE, to_us=True)
    assert talk.say("1", to_us=True).state == State()


def test_invitation_without_a_known_account_is_one_plain_text() -> None:
    turn = Talk(desk_with(account=""), chat="group", user="").does(Join())
    assert turn.messages == [{"type": "text", "text": texts.GROUP_HELLO}]


@pytest.mark.parametrize("way", [Way.DOOR, Way.RECEIPT])
def test_fraud_word_in_a_group_gives_no_form_there(way: Way) -> None:
    channel = Channel(BAN_MAI, "s", "t", basic_id="@banmai")
    alone, together = (door_messages(channel, "https://banmai.example", way, in_group=group) for group in (False, True))
    assert "/f/banmai" in str(alone)
    assert "/f/" not in str(together)
    assert together[0]["altText"] == texts.NOT_IN_A_GROUP
    assert "@banmai" in unquote(str(together))


def test_person_without_an_id_gets_the_whole_answer_and_may_tap() -> None:
    talk = Talk(DESK, user="")
    turn = talk.say(LONG.question)
    assert (turn.messages[0]["text"], turn.facts) == (LONG.answer, ())
    assert talk.does(Postback("v1|ask|q=|e=kiln")).messages[0]["text"] == LONG.answer
    assert heads(talk.does(Postback("v1|eit|s=1"))) == [texts.FOREIGN_BUTTON]
    assert talk.state == State()
