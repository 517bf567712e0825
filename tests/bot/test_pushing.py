"""Letters that are pushed: their keys, their tries, the month's quota."""

from datetime import timedelta

from bot.sender import Verdict
from tests.bot.office import Office
from tests.bot.sending import a_letter, calls, make_sender, pushes, seen
from tests.cast import BAN_MAI


def test_push_keeps_its_key_through_its_tries(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.clock.pass_time(minutes=25)
    office.platform.faults.add("500", "push", times=2)
    assert make_sender(office).send(row) is Verdict.DONE
    keys = {call.headers.get("x-line-retry-key") for call in office.platform.calls_to("push")}
    assert (len(keys), seen(malee), pushes(office)) == (1, ["คำตอบ"], 1)


def test_push_accepted_before_is_a_success(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.clock.pass_time(minutes=25)
    office.platform.faults.add("accepted_500", "push")
    assert make_sender(office).send(row) is Verdict.DONE
    assert [call.status for call in office.platform.calls_to("push")][-1] == 409
    assert seen(malee) == ["คำตอบ"]


def test_push_that_stays_unknown_is_tried_again_later_under_its_key(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.clock.pass_time(minutes=25)
    office.platform.faults.add("500", "push", times=4)
    sender = make_sender(office)
    assert sender.send(row) is Verdict.AGAIN
    with office.workplace.begin() as work:
        (later,) = work.outbox.claim_stale(office.clock.now() + timedelta(minutes=2), 10)
    assert sender.send(later, resumed=True) is Verdict.DONE
    assert (seen(malee), pushes(office)) == (["คำตอบ"], 1)


def test_spent_quota_ends_pushing_for_the_month(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    office.clock.pass_time(minutes=25)
    office.platform.faults.add("429_month", "push")
    sender = make_sender(office)
    assert [sender.send(row), sender.send(row)] == [Verdict.HOLD, Verdict.HOLD]
    assert calls(office) == ["push"]
    with office.workplace.read() as work:
        assert [line.action for line in work.staff_log.latest(BAN_MAI)] == ["push.quota_spent"]


def test_resumed_letter_is_never_pushed_after_a_refused_token(office: Office) -> None:
    malee = office.person()
    row = a_letter(office, malee)
    sender = make_sender(office)
    assert sender.send(row) is Verdict.DONE  # and then the process was killed
    assert sender.send(row, resumed=True) is Verdict.DONE
    assert (seen(malee), pushes(office)) == (["คำตอบ"], 0)


def test_letter_whose_lease_has_ended_is_left_to_others(office: Office) -> None:
    malee = office.person()
    assert make_sender(office).send(a_letter(office, malee), ours=lambda: False) is Verdict.AGAIN
    assert calls(office) == []
