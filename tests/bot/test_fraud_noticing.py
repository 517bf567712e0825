"""The fraud door's morning: neutral words at a fixed hour, and a reminder that tells nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import confiding_texts, fraud_noticing
from bot.outcomes import Account, Ambiguous, Answer, Delivered, Outcome, Reason, Refused
from complaints.sending_notices import Notice
from kernel.staff import Member
from tests.bot.office import Office, open_office
from tests.cast import BAN_MAI, MALEE
from tests.fakes.clock import FrozenClock

MONDAY, TUESDAY = datetime(2026, 11, 23, 2, tzinfo=UTC), datetime(2026, 11, 24, 2, tzinfo=UTC)
CONSOLE = "https://banmai.example"


@dataclass
class Waiting:
    """A guided chat in which only notices wait."""

    waiting: list[Notice] = field(default_factory=list)

    def notices(self, _agency: object) -> list[Notice]:
        return list(self.waiting)

    def notice_done(self, _agency: object, notice: str) -> None:
        self.waiting = [one for one in self.waiting if one.id != notice]


@dataclass
class Phone:
    """LINE that notes what is pushed."""

    outcome: Outcome = field(default_factory=Delivered)
    pushed: list[tuple[str, str, str]] = field(default_factory=list)

    def push(self, _account: Account, to: str, messages: Sequence[Any], retry_key: str) -> Outcome:
        self.pushed.append((to, messages[0]["text"], retry_key))
        return self.outcome

    def bot_info(self, _account: Account) -> Answer:
        return Answer(self.outcome)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = FrozenClock()
    clock.moment = TUESDAY
    with open_office(tmp_path, clock) as opened:
        yield opened


def morning(office: Office, chat: Waiting, phone: Phone) -> None:
    parts = replace(office.parts, chat=chat)
    fraud_noticing.morning(parts, BAN_MAI, CONSOLE, phone)  # type: ignore[arg-type]


def pushes(office: Office) -> int:
    with office.workplace.read() as work:
        return work.pushes.sent(BAN_MAI, "2026-11")


def test_informer_is_told_in_words_that_are_always_the_same(office: Office) -> None:
    chat, phone = Waiting([Notice("a", MALEE), Notice("b", MALEE)]), Phone()
    morning(office, chat, phone)
    assert {(to, text) for to, text, _ in phone.pushed} == {
        (MALEE, confiding_texts.NOTICE.format(office=BAN_MAI.spoken_name))
    }
    assert len({key for _, _, key in phone.pushed}) == 2
    assert (chat.waiting, pushes(office)) == ([], 2)


@pytest.mark.parametrize(
    ("outcome", "left"),
    [(Refused(400, Reason.BAD_REQUEST), 0), (Ambiguous("timeout"), 1), (Refused(429, Reason.RATE), 1)],
)
def test_who_is_gone_is_forgotten_and_who_was_not_reached_is_told_later(
    office: Office, outcome: Outcome, left: int
) -> None:
    chat = Waiting([Notice("a", MALEE)])
    morning(office, chat, Phone(outcome))
    assert (len(chat.waiting), pushes(office)) == (left, 0)


def test_month_without_budget_tells_nobody(office: Office) -> None:
    with office.workplace.begin() as work:
        work.pushes.add(BAN_MAI, "2026-11", BAN_MAI.push_limit)
    chat, phone = Waiting([Notice("a", MALEE)]), Phone()
    morning(office, chat, phone)
    assert (phone.pushed, len(chat.waiting)) == ([], 1)


def reminded(office: Office, moment: datetime) -> list[str]:
    office.clock.moment = moment
    morning(office, Waiting(), Phone())
    with office.workplace.read() as work:
        return [row.person for row in work.outbox.claim_stale(moment, 10)]


def test_officers_are_all_reminded_on_the_same_weekday_whatever_there_is(office: Office) -> None:
    with office.workplace.begin() as work:
        for n, role in enumerate(("officer", "officer", "clerk")):
            linked = {"line_person": f"p{n}", "line_user": f"U{n}"}
            work.staff.add(BAN_MAI, Member(f"m{n}", f"login{n}", "นก", (role,), **linked))  # type: ignore[arg-type]
    assert reminded(office, TUESDAY) == []
    assert sorted(reminded(office, MONDAY)) == ["p0", "p1"]
