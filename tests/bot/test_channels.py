"""The book of channels: changes in the console take effect, an old secret ends, a wrong account is noticed."""

from datetime import timedelta

from bot.channels import KNOWN, token_mark
from bot.introducing import Introducer
from bot.line_client import LineClient
from tests.bot.office import SECRET, Office
from tests.cast import BAN_MAI


def enter(office: Office, **values: str) -> None:
    """Save credentials as the console does."""
    with office.workplace.begin() as work:
        work.credentials.put(BAN_MAI, "line", {"secret": "new", "token": "t-banmai", "basic_id": "@b"} | values)
        work.revisions.bump(BAN_MAI, "credentials")


def test_change_takes_effect_without_a_restart(office: Office) -> None:
    before = office.parts.channels("banmai")
    enter(office)
    office.clock.pass_time(seconds=1)
    after = office.parts.channels("banmai")
    assert before is not None
    assert after is not None
    assert (before.secret, after.secret) == (SECRET, "new")


def test_channel_of_nobody_is_none(office: Office) -> None:
    assert office.parts.channels("nobody") is None
    assert office.parts.channels("nongbua") is not None


def test_old_secret_ends_with_its_hour(office: Office) -> None:
    until = office.clock.now() + timedelta(hours=1)
    enter(office, previous_secret="old", previous_until=until.isoformat())
    seen = []
    for minutes in (1, 58, 2):
        office.clock.pass_time(minutes=minutes)
        channel = office.parts.channels("banmai")
        assert channel is not None
        seen.append(channel.previous_secret)
    assert seen == ["old", "old", ""]


def test_secrets_are_not_in_the_repr(office: Office) -> None:
    assert SECRET not in repr(office.parts.channels("banmai"))
    assert "t-banmai" not in repr(office.parts.channels("banmai"))


def test_account_is_learnt_from_line_and_forgotten_with_its_token(office: Office) -> None:
    enter(office)
    office.clock.pass_time(seconds=1)
    introducer = Introducer(office.parts, LineClient())
    channel = office.parts.channels("banmai")
    assert channel is not None
    assert (channel.bot_user_id, introducer.due(channel, office.clock.now())) == ("", True)
    assert introducer.due(channel, office.clock.now()) is False
    introducer.ask(channel)
    office.clock.pass_time(seconds=1)
    learnt = office.parts.channels("banmai")
    assert learnt is not None
    assert learnt.bot_user_id == office.channel.bot_user_id
    enter(office, token="another")
    office.clock.pass_time(seconds=1)
    changed = office.parts.channels("banmai")
    assert changed is not None
    assert changed.bot_user_id == ""


def test_worker_asks_who_the_account_is(office: Office) -> None:
    enter(office, secret=SECRET)
    office.clock.pass_time(seconds=1)
    office.person().send_text("สวัสดี")
    office.work()
    with office.workplace.read() as work:
        known = work.credentials.get(BAN_MAI, KNOWN)
    assert known == {
        "user_id": office.channel.bot_user_id,
        "token_mark": token_mark(office.parts.vault, "t-banmai"),
    }
