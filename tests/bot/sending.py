"""A letter on its way to a person, and what LINE and the office then know of it."""

from dataclasses import replace

from bot import letters, messages
from bot.letters import Letter
from bot.line_client import LineClient
from bot.sender import Sender
from devtools.line import Person
from kernel.post import Outgoing
from tests.bot.office import Office
from tests.cast import BAN_MAI


def quick_client() -> LineClient:
    return LineClient(connect_s=1.0, read_s=0.4)


def make_sender(office: Office) -> Sender:
    return Sender(office.parts, quick_client(), pause=lambda _seconds: None)


def a_letter(office: Office, malee: Person, *, warm: bool = True) -> Outgoing:
    """A reply on its way to her: the event was taken by LINE's side, and the outbox holds the row."""
    with office.platform.lock:
        chat = malee.chat()
        chat.last_written = office.clock.now()
        office.platform.reply_tokens.issue("token-1", chat, office.clock.now())
    now_ms = round(office.clock.now().timestamp() * 1000)
    letter = Letter([messages.text("คำตอบ")], malee.user_id, "token-1", now_ms, now_ms)
    row = letters.outgoing("banmai", "p", letter, office.clock.now())
    with office.workplace.begin() as work:
        work.outbox.put_many([row], claimed_until=office.clock.now())
    if warm:  # the fake builds its checks at the first call, which takes longer than our short time-out
        LineClient().push(office.channel_account, malee.user_id, [messages.text("อุ่นเครื่อง")], "0" * 32)
        office.platform.calls.clear()
        office.channel.counted.clear()
        malee.chat().entries.clear()
    return row


def calls(office: Office) -> list[str]:
    return [call.endpoint for call in office.platform.calls_to("reply", "push")]


def seen(malee: Person) -> list[str]:
    return [entry.text for entry in malee.sees() if entry.author == "bot"]


def pushes(office: Office) -> int:
    with office.workplace.read() as work:
        return work.pushes.sent(BAN_MAI, "2026-11")


def limit(office: Office, pushes_a_month: int) -> None:
    with office.workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, push_limit=pushes_a_month))
        work.revisions.bump(BAN_MAI, "agency")
    office.clock.pass_time(seconds=2)
