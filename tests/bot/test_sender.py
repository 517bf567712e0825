"""The sender's table of outcomes, through the real SDK against the fake LINE."""

from dataclasses import replace
from typing import Any

import pytest

from bot import letters, messages
from bot.line_client import LineClient
from bot.outcomes import Account, Ambiguous, Delivered, NotConnected, Reason, Refused
from bot.sender import Sender, Verdict
from kernel.post import Outgoing
from tests.bot.office import Office
from tests.bot.sending import a_letter, calls, limit, make_sender, pushes, quick_client, seen


class AbsentAtFirst(LineClient):
    """A client that cannot connect three times."""

    def __init__(self) -> None:
        super().__init__()
        self._left = 3

    def reply(self, account: Account, *arguments: Any) -> Any:
        self._left -= 1
        return super().reply(account if self._left < 0 else Account("t", "http://127.0.0.1:9"), *arguments)


def test_reply_is_free(office: Office) -> None:
    malee = office.person()
    assert make_sender(office).send(a_letter(office, malee)) is Verdict.DONE
    assert (calls(office), seen(malee), pushes(office)) == (["reply"], ["คำตอบ"], 0)


def test_reply_carries_no_retry_key(office: Office) -> None:
    malee = office.person()
    make_sender(office).send(a_letter(office, malee))
    (call,) = office.platform.calls_to("reply")
    assert "x-line-retry-key" not in {name.lower() for name in call.headers}


def test_refused_token_becomes_one_push_with_a_retry_key(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.clock.pass_time(seconds=90)
    assert make_sender(office).send(row) is Verdict.DONE
    assert (calls(office), seen(malee), pushes(office)) == (["reply", "push"], ["คำตอบ"], 1)


def test_refused_token_without_budget_waits_for_the_next_message(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    limit(office, 0)
    office.clock.pass_time(seconds=90)
    assert make_sender(office).send(row) is Verdict.HOLD
    assert (calls(office), pushes(office)) == (["reply"], 0)


def test_token_older_than_twenty_minutes_is_not_tried(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.clock.pass_time(minutes=25)
    assert make_sender(office).send(row) is Verdict.DONE
    assert calls(office) == ["push"]


@pytest.mark.parametrize("fault", ["reset_after", "accepted_500", "500"])
def test_unknown_outcome_is_tried_again_by_reply_and_never_pushed(office: Office, fault: str) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.platform.faults.add(fault, "reply")
    assert make_sender(office).send(row) is Verdict.DONE
    assert calls(office) == ["reply", "reply"]
    assert seen(malee) == ["คำตอบ"]


def later(office: Office, *, seconds: float) -> Outgoing:
    """The row as the next one to take it over finds it."""
    office.clock.pass_time(seconds=seconds)
    with office.workplace.begin() as work:
        (row,) = work.outbox.claim_stale(office.clock.now(), 10)
    return row


def test_reply_that_stays_unknown_is_tried_again_soon(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    fault = office.platform.faults.add("500", "reply", times=None)
    assert make_sender(office).send(row) is Verdict.AGAIN
    assert (calls(office), seen(malee)) == (["reply", "reply"], [])
    office.platform.faults.active.remove(fault)
    assert make_sender(office).send(later(office, seconds=6), resumed=True) is Verdict.DONE
    assert (calls(office), seen(malee)) == (["reply"] * 3, ["คำตอบ"])


def test_reply_taken_unseen_is_not_shown_twice(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.platform.faults.add("accepted_500", "reply")
    office.platform.faults.add("500", "reply", times=2)  # also when LINE falls silent before it can refuse the second
    assert make_sender(office).send(row) is Verdict.AGAIN
    assert make_sender(office).send(later(office, seconds=6), resumed=True) is Verdict.DONE
    assert seen(malee) == ["คำตอบ"]


@pytest.mark.parametrize("lasting", [True, False])
def test_reply_unanswered_for_the_whole_minute_is_held_and_never_pushed(office: Office, lasting: bool) -> None:
    row = a_letter(office, office.person())
    row = letters.rewritten(row, replace(letters.letter_of(row), lasting=lasting))
    office.platform.faults.add("500", times=None)
    assert make_sender(office).send(row) is (Verdict.AGAIN if lasting else Verdict.DONE)
    if lasting:
        row = later(office, seconds=70)
        assert make_sender(office).send(row, resumed=True) is Verdict.HOLD
        office.platform.faults.clear()
        assert make_sender(office).send(row, resumed=True) is Verdict.HOLD
    assert set(calls(office)) == {"reply"}


def test_reply_to_a_line_that_is_not_there_waits_for_it(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    sender = Sender(office.parts, AbsentAtFirst(), pause=lambda _seconds: None)
    assert sender.send(row) is Verdict.AGAIN
    assert (calls(office), pushes(office)) == ([], 0)
    assert sender.send(later(office, seconds=6), resumed=True) is Verdict.DONE
    assert (calls(office), seen(malee)) == (["reply"], ["คำตอบ"])


@pytest.mark.parametrize("fault", ["empty_200", "numeric_id"])
def test_strange_success_is_a_success(office: Office, fault: str) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.platform.faults.add(fault, "reply")
    assert make_sender(office).send(row) is Verdict.DONE
    assert (calls(office), seen(malee)) == (["reply"], ["คำตอบ"])


def test_rate_limit_is_waited_for(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.platform.faults.add("429_rate", "reply", times=2)
    assert make_sender(office).send(row) is Verdict.DONE
    assert (calls(office), seen(malee)) == (["reply"] * 3, ["คำตอบ"])


def test_refused_access_token_alarms_and_holds(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.platform.faults.add("401", times=None)
    assert make_sender(office).send(row) is Verdict.HOLD
    assert "ERROR" in {record.levelname for record in caplog.records}
    assert malee.user_id not in caplog.text
    assert pushes(office) == 0


def test_refused_content_is_said_in_plain_text(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.platform.faults.add("400", "reply")
    assert make_sender(office).send(row) is Verdict.DONE
    assert (calls(office), seen(malee)) == (["reply", "reply"], ["คำตอบ"])


def test_nobody_listening_is_not_connected(office: Office) -> None:
    outcome = quick_client().reply(Account("t", "http://127.0.0.1:9"), "token", [messages.text("ก")])
    assert isinstance(outcome, NotConnected)


def test_slow_line_is_ambiguous(office: Office) -> None:
    malee = office.person()
    a_letter(office, malee)
    office.platform.faults.add("delay", "reply", seconds=1.0)
    outcome = quick_client().reply(office.channel_account, "token-1", [messages.text("ก")])
    assert isinstance(outcome, Ambiguous)


def test_client_reads_bot_info_and_refusals(office: Office) -> None:
    client = LineClient()
    assert client.bot_info(office.channel_account).data["userId"] == office.channel.bot_user_id
    refused = client.bot_info(Account("wrong", office.channel_account.host)).outcome
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.UNAUTHORIZED
    assert isinstance(client.show_loading(office.channel_account, office.person().user_id, 5), Delivered)
    assert client.content(office.channel_account, "404").status == 404
