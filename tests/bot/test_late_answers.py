"""Answers whose reply token has died, or that LINE did not take: held, and brought in order."""

from dataclasses import replace
from datetime import timedelta

from bot import letters, messages, texts
from bot.batch import PERSON
from bot.letters import Letter
from tests.bot.chatting import ANSWER, QUESTION, UNKNOWN, asked, bot_texts, replies, rows
from tests.bot.office import Office
from tests.cast import BAN_MAI


def test_redelivery_after_twenty_five_minutes_makes_no_doomed_reply(office: Office) -> None:
    malee = office.person()
    office.platform.faults.add("drop")
    lost = malee.send_text(QUESTION)
    assert lost is not None
    office.clock.pass_time(minutes=25)
    office.platform.postman.redeliver(office.channel, lost)
    office.work()
    assert replies(office) == 0
    assert office.count("answered") == 1
    assert [call.endpoint for call in office.platform.calls_to("push")] == ["push"]


def test_held_answer_rides_on_the_next_reply(office: Office) -> None:
    with office.workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, push_limit=0))
        work.revisions.bump(BAN_MAI, "agency")
    malee = office.person()
    malee.send_text(QUESTION)
    office.platform.settle()
    office.clock.pass_time(minutes=5)  # the worker was away, the token has died
    office.work()
    assert bot_texts(malee) == []
    malee.send_text("ขอบคุณ")
    office.work()
    assert bot_texts(malee) == [ANSWER, texts.THANKED]
    assert office.platform.calls_to("push") == []
    assert rows(office) == 0


def test_held_letters_keep_their_order_when_two_messages_come_at_once(office: Office) -> None:
    malee = office.person()
    mark = office.parts.vault.mark(PERSON, "banmai", malee.user_id)
    held = [
        letters.outgoing("banmai", mark, Letter([messages.text(said) for said in all_said], malee.user_id), now)
        for now, all_said in ((office.clock.now(), "12345"), (office.clock.now() + timedelta(seconds=1), "6"))
    ]
    with office.workplace.begin() as work:
        work.outbox.put_many(held, claimed_until=None)
        work.outbox.hold([(row.agency, row.id) for row in held])
    malee.send_text("ขอบคุณ")
    malee.send_text("ขอบคุณ")
    office.work()
    assert bot_texts(malee) == [*"1234", texts.THANKED, *"56", texts.THANKED]
    assert rows(office) == 0


def test_reply_that_carries_a_held_answer_along_can_still_be_erased_with_its_thread(office: Office) -> None:
    malee = office.person()
    mark = office.parts.vault.mark(PERSON, "banmai", malee.user_id)
    answer = Letter([messages.text("ตอบ")], malee.user_id, about="thread")
    row = letters.outgoing("banmai", mark, answer, office.clock.now())
    with office.workplace.begin() as work:
        work.outbox.put_many([row], claimed_until=None)
        work.outbox.hold([("banmai", row.id)])
    office.platform.faults.add("500", "reply", times=None)
    malee.send_text("ขอบคุณ")
    office.work()
    with office.workplace.begin() as work:
        (kept,) = work.outbox.claim_stale(office.clock.now() + timedelta(minutes=5), 9)
    assert letters.about(kept) == {"thread"}


def test_who_has_waited_sees_three_dots(office: Office) -> None:
    malee = office.person()
    malee.send_text(QUESTION)
    office.platform.settle()
    office.clock.pass_time(seconds=2)
    office.work()
    assert [call.endpoint for call in office.platform.calls_to()] == ["loading", "reply"]


def test_line_down_for_an_hour_loses_no_answer(office: Office) -> None:
    people = [office.person(f"คนที่ {n}") for n in range(3)]
    office.platform.faults.add("reset_before", times=None)
    with office.workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, push_limit=0))
        work.revisions.bump(BAN_MAI, "agency")
    office.clock.pass_time(seconds=2)
    for person in people:
        person.send_text(UNKNOWN)
    office.work()
    assert asked(office) == 3
    office.platform.faults.clear()
    office.clock.pass_time(hours=1)
    for person in people:
        person.send_text(QUESTION)
    office.work()
    assert [bot_texts(person)[-1] for person in people] == [ANSWER] * 3
