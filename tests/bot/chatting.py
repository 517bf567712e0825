"""People's chats with the running office: what they see, and what is left of it."""

from devtools.line import Person
from qa import passing
from storage.tables import outbox
from tests.bot.office import ENTRIES, Office
from tests.cast import BAN_MAI

QUESTION = ENTRIES[0].question
ANSWER = ENTRIES[0].answer
UNKNOWN = "ขอยืมเต็นท์จัดงานบวช"


def bot_texts(person: Person) -> list[str]:
    """What the office has said."""
    return [entry.text for entry in person.sees() if entry.author == "bot" and entry.message["type"] == "text"]


def rows(office: Office) -> int:
    """How many letters are in the outbox."""
    with office.workplace.read() as work:
        return len(work.connection.execute(outbox.select()).all())


def replies(office: Office) -> int:
    """How many replies LINE was asked for."""
    return len(office.platform.calls_to("reply"))


def ask_staff(office: Office, malee: Person) -> str:
    """She asks what only staff can answer; the question's id."""
    malee.send_text(UNKNOWN)
    office.work()
    with office.workplace.read() as work:
        (question,) = passing.waiting(work, BAN_MAI)
    return question.id


def asked(office: Office) -> int:
    """How many questions wait for staff."""
    with office.workplace.read() as work:
        return len(passing.waiting(work, BAN_MAI))
