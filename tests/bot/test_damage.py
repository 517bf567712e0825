"""What is damaged spoils nothing beside it, and is tried again."""

import pytest

from bot import texts
from bot.intake import LABEL
from bot.sender import Verdict
from bot.writing import BACKOFF_S
from devtools.line import Person
from kernel.errors import Unavailable
from kernel.post import NewEvent, Outgoing
from storage.tables import conversations, events, faq_entries
from tests.bot.chatting import ANSWER, QUESTION, UNKNOWN, bot_texts
from tests.bot.office import Office


def test_outcomes_that_cannot_be_written_down_come_again(office: Office) -> None:
    malee = office.person()
    row = Outgoing("banmai", "a" * 32, "p", {}, office.clock.now())
    office.worker._dispatch._settled.append((row, Verdict.HOLD))
    malee.send_text(QUESTION)
    office.platform.settle()
    with office.workplace.begin() as work:
        work.connection.exec_driver_sql("ALTER TABLE outbox RENAME TO away")
    with pytest.raises(Unavailable):
        office.worker.run_once()
    with office.workplace.begin() as work:
        work.connection.exec_driver_sql("ALTER TABLE away RENAME TO outbox")
    with office.worker._dispatch.settling() as settled:
        assert settled == [(row, Verdict.HOLD)]


def spoil(office: Office, mark_of: Person) -> None:
    """Damage one waiting row, as a bad disk would."""
    lane = office.parts.vault.mark("lane", "banmai", mark_of.user_id)
    with office.workplace.begin() as work:
        work.connection.execute(events.update().where(events.c.lane == lane).values(body=b"\x01damaged"))


def test_poisoned_event_spares_its_batch_and_dies_after_five_tries(office: Office) -> None:
    malee, somchai = office.person(), office.person("สมชาย")
    with office.channel.batch():
        malee.send_text(QUESTION)
        somchai.send_text(QUESTION)
    office.platform.settle()
    spoil(office, malee)
    office.work()
    assert (bot_texts(malee), bot_texts(somchai)) == ([], [ANSWER])
    assert office.waiting() == 1
    for wait in BACKOFF_S:
        office.clock.pass_time(seconds=wait + 1)
        office.work()
    assert office.waiting() == 0
    with office.workplace.read() as work:
        assert {row.body for row in work.connection.execute(events.select())} == {None}


def test_agency_that_cannot_be_read_does_not_silence_the_others(office: Office) -> None:
    event = b'{"event": {"type": "follow"}, "received": 0}'
    with office.workplace.begin() as work:
        theirs = faq_entries.update().where(faq_entries.c.agency == "nongbua")
        work.connection.execute(theirs.values(phrasings="damaged"))
        body = office.parts.vault.seal(LABEL, "nongbua/m", event)
        work.inbox.keep([NewEvent("nongbua", "m", "l", office.clock.now(), body)])
    malee = office.person()
    malee.send_text(QUESTION)
    office.work()
    assert (bot_texts(malee), office.waiting()) == ([ANSWER], 1)


def test_damaged_state_starts_its_person_afresh(office: Office) -> None:
    malee, somchai = office.person(), office.person("สมชาย")
    malee.send_text("ประเมิน")
    office.work()
    with office.workplace.begin() as work:
        work.connection.execute(conversations.update().values(state=b"\x01damaged"))
    with office.channel.batch():
        malee.send_text(QUESTION)
        somchai.send_text(QUESTION)
    office.work()
    assert (bot_texts(malee)[-1], bot_texts(somchai)) == (ANSWER, [ANSWER])


def test_failing_verb_spares_its_batch_and_is_tried_again(office: Office) -> None:
    malee, somchai = office.person(), office.person("สมชาย")
    with office.channel.batch():
        malee.send_text(UNKNOWN)
        somchai.send_text(QUESTION)
    office.platform.settle()
    with office.workplace.begin() as work:  # passing a question on will hit a table that is not there
        work.connection.exec_driver_sql("ALTER TABLE questions RENAME TO away")
    office.work()
    assert (bot_texts(malee), bot_texts(somchai), office.waiting()) == ([], [ANSWER], 1)
    with office.workplace.begin() as work:
        work.connection.exec_driver_sql("ALTER TABLE away RENAME TO questions")
    office.clock.pass_time(seconds=3)
    office.work()
    assert bot_texts(malee)[0].startswith(texts.PASSED_ON)
