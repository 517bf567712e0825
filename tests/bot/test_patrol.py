"""QR patrol in the chat: who may, what is asked of LINE, what is said and noted down; the weekly reminder."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import patrol_texts, patrolling, texts
from bot.events import Unreadable, read
from bot.facts import Photographed
from bot.letters import PUSH, REPLY
from bot.outcomes import Account, Content
from bot.parts import Channel, Parts
from kernel.agency import Agency
from kernel.errors import Refused, Unavailable
from kernel.jobs import Job
from kernel.post import Outgoing
from kernel.staff import Member
from qr import codes, links
from qr import patrol_texts as words
from qr.inspections import PHOTO_JOB
from qr.patrol import Verdict
from storage.database import Database
from storage.work import Work
from storage.workplace import Workplace
from tests.bot.talking import Talk, desk_with, heads
from tests.cast import BAN_MAI, NOON, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fakes.vault import GlassVault
from tests.fresh import furnish

BASE = "https://banmai.example"
CLERK = Member("s1", "clerk", "คุณธุรการ", ("clerk",), line_person="p1", line_user="U" + "1" * 32)
PHOTO = Unreadable("image", "900", kept_by_line=True)
SIGN = codes.png(links.landing(BASE, TAX_COUNTER.code))
GENUINE = f"ของแท้ จุด {TAX_COUNTER.name} ({TAX_COUNTER.code})"


@dataclass
class Wall:
    """An office with two signs and a linked clerk, and LINE that hands out what it was given."""

    workplace: Workplace
    parts: Parts
    given: Content = field(default_factory=lambda: Content(200, SIGN))

    def content(self, _account: Account, message_id: str) -> Content:
        assert message_id == "900"
        return self.given

    def ask(self) -> Job:
        """The clerk sends the photograph; the job that follows."""
        with self.workplace.begin() as work:
            patrolling.ask(work, BAN_MAI, "p1", Photographed("900", "reply-token", NOON))
            (job,) = [one for one in work.jobs.waiting(BAN_MAI) if one.kind == PHOTO_JOB]
        return job

    def look(self, job: Job) -> list[Outgoing]:
        """Do the job; the letters that wait after it."""
        patrolling.look(self.parts, BAN_MAI, job, self)
        return self.letters()

    def letters(self) -> list[Outgoing]:
        with self.workplace.begin() as work:
            return work.outbox.claim_stale(NOON + timedelta(minutes=1), 9)

    def verdicts(self) -> list[tuple[Verdict, str, str]]:
        with self.workplace.read() as work:
            return [(one.finding.verdict, one.finding.point, one.staff) for one in work.inspections.latest(BAN_MAI, 9)]


def hang_up(work: Work) -> None:
    work.agencies.add(BAN_MAI)
    for point in (TAX_COUNTER, WELFARE_COUNTER):
        work.points.add(BAN_MAI, point)
    work.staff.add(BAN_MAI, CLERK)
    work.staff.add(BAN_MAI, replace(CLERK, id="s2", login="left", line_person="p2", left_on=NOON.date()))
    work.staff.add(BAN_MAI, replace(CLERK, id="s3", login="unlinked", line_person=None, line_user=None))


@pytest.fixture
def wall(tmp_path: Path) -> Iterator[Wall]:
    database = Database.open(f"sqlite:///{tmp_path}/wall.db")
    furnish(database.engine)
    clock, vault = FrozenClock(), GlassVault()
    workplace = Workplace(database, vault, clock)
    with workplace.begin() as work:
        hang_up(work)
    channel = Channel(BAN_MAI, "secret", "token", basic_id="@banmai")
    parts = Parts(workplace, None, vault, clock, BASE, lambda code: channel if code == "banmai" else None)  # type: ignore[arg-type]
    yield Wall(workplace, parts)
    database.close()


def test_photograph_of_staff_is_looked_at_and_that_of_a_citizen_is_not() -> None:
    staff, citizen = Talk(replace(desk_with(), staff=True)), Talk(desk_with())
    assert (staff.does(PHOTO).messages, [type(fact) for fact in staff.turn.facts]) == ((), [Photographed])
    assert (heads(citizen.does(PHOTO)), list(citizen.turn.facts)) == ([texts.UNREADABLE["image"]], [])


@pytest.mark.parametrize(
    "photo", [replace(PHOTO, kept_by_line=False), replace(PHOTO, kind="video"), replace(PHOTO, message_id="")]
)
def test_what_cannot_be_fetched_is_answered_as_for_everybody(photo: Unreadable) -> None:
    turn = Talk(replace(desk_with(), staff=True)).does(photo)
    assert (heads(turn), list(turn.facts)) == ([texts.UNREADABLE[photo.kind]], [])


@pytest.mark.parametrize(("provider", "kept"), [({"type": "line"}, True), ({"type": "external"}, False), (None, False)])
def test_only_a_photograph_that_line_holds_counts_as_kept(provider: object, kept: bool) -> None:
    raw = {"type": "message", "message": {"type": "image", "id": "900", "contentProvider": provider}}
    assert read(raw).content == replace(PHOTO, kept_by_line=kept)


def test_verdict_is_a_free_reply_and_stands_in_the_book_once(wall: Wall) -> None:
    job = wall.ask()
    assert (job.key, "reply-token" in str(job.payload)) == ("900", False)
    (letter,) = wall.look(job)
    said = [message["text"] for message in letter.body["messages"]]
    assert (said, letter.body["token"], letter.body["stage"], letter.person) == ([GENUINE], "reply-token", REPLY, "p1")
    assert wall.verdicts() == [(Verdict.GENUINE, TAX_COUNTER.code, "s1")]
    wall.look(job)  # after a crash between the commit and the job's end
    assert len(wall.verdicts()) == 1
    with wall.workplace.begin() as work:
        assert work.outbox.held([("banmai", "p1")]) == []
        assert len(work.outbox.claim_stale(NOON + timedelta(hours=1), 9)) == 1


def test_nobody_but_staff_can_ask(wall: Wall) -> None:
    for person in ("p2", "p9"):
        with wall.workplace.begin() as work, pytest.raises(Refused, match="not_staff"):
            patrolling.ask(work, BAN_MAI, person, Photographed("900", "t", NOON))


@pytest.mark.parametrize(
    ("given", "attempts", "said"),
    [
        (Content(200, b"no picture"), 0, words.REFUSALS["picture_unreadable"]),
        (Content(404), 0, patrol_texts.LOST),
        (Content(0), 2, patrol_texts.LOST),
        (Content(410), 0, None),
    ],
)
def test_photograph_that_line_or_we_cannot_open_is_told_kindly(
    wall: Wall, given: Content, attempts: int, said: str | None
) -> None:
    wall.given = given
    found = wall.look(replace(wall.ask(), attempts=attempts))
    assert [letter.body["messages"][0]["text"] for letter in found] == ([said] if said else [])


@pytest.mark.parametrize("status", [0, 202, 500])
def test_photograph_that_line_does_not_hand_out_yet_is_asked_for_again(wall: Wall, status: int) -> None:
    wall.given = Content(status)
    with pytest.raises(Unavailable):
        wall.look(wall.ask())
    assert (wall.letters(), wall.verdicts()) == ([], [])


def remind(wall: Wall, agency: Agency = BAN_MAI) -> list[tuple[str, str, str]]:
    patrolling.remind(wall.parts, agency, BASE)
    return [(row.person, row.body["stage"], row.body["messages"][0]["altText"]) for row in wall.letters()]


def test_linked_clerks_are_reminded_of_signs_that_nobody_looked_at(wall: Wall) -> None:
    wall.look(wall.ask())
    ((person, stage, said),) = remind(wall)
    assert (person, stage, said.splitlines()[:2]) == (
        "p1", PUSH, [patrol_texts.REMINDER.format(count=1), f"• {WELFARE_COUNTER.name}"]
    )  # fmt: skip


def test_no_reminder_without_a_due_sign_a_budget_or_the_wish_for_it(wall: Wall) -> None:
    assert remind(wall, replace(BAN_MAI, staff_notice=False)) == []
    with wall.workplace.begin() as work:
        work.pushes.add(BAN_MAI, "2026-11", BAN_MAI.push_limit)
    assert remind(wall) == []
    with wall.workplace.begin() as work:
        work.pushes.add(BAN_MAI, "2026-11", -BAN_MAI.push_limit)
        for point in (TAX_COUNTER, WELFARE_COUNTER):
            work.points.change(BAN_MAI, replace(point, retired_on=NOON.date()))
    assert remind(wall) == []


def test_reminder_names_the_first_few_and_counts_the_rest() -> None:
    many = [replace(TAX_COUNTER, name=f"จุด {n}") for n in range(7)]
    said = patrolling.reminder(many, BASE)["altText"]
    assert ("จุด 4" in said, "จุด 5" in said, patrol_texts.MORE.format(count=2) in said) == (True, False, True)


def test_two_clerks_are_not_both_reminded_when_the_budget_has_room_for_one(wall: Wall) -> None:
    with wall.workplace.begin() as work:
        work.staff.add(BAN_MAI, replace(CLERK, id="s4", login="second", line_person="p4", line_user="U4"))
        work.pushes.add(BAN_MAI, "2026-11", BAN_MAI.push_limit * 4 // 5 - 1)
    assert len(remind(wall)) == 1
