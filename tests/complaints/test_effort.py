"""Wrong receipts cost more and more; the right one always gets through, and others never notice."""

import itertools

import pytest

from complaints import effort
from complaints.effort import FREE_TRIES, price, solves
from complaints.receipt import Receipt
from kernel.codes import luhn_digit
from kernel.errors import Refused
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import Staffed


def wrong(receipt: Receipt) -> str:
    """Another secret for the same locator."""
    body = receipt.locator + str((int(receipt.secret) + 1) % 10**17).zfill(17)
    return body + luhn_digit(body)


def exhaust(banmai: Staffed, digits: str) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(Refused, match=r"^receipt_unknown$"):
            banmai.room.follow(BAN_MAI, digits)


def asked(banmai: Staffed, digits: str, token: str = "", answer: str = "") -> Refused:
    with pytest.raises(Refused, match=r"^effort$") as refused:
        banmai.room.follow(BAN_MAI, digits, token, answer)
    return refused.value


def solved(demand: Refused) -> tuple[str, str]:
    token, bits = str(demand.facts["token"]), int(demand.facts["bits"])
    return token, next(str(n) for n in itertools.count() if solves(token, str(n), bits))


def test_price_rises_and_stays_payable() -> None:
    prices = [price(n) for n in (0, 9, 10, 15, 50, 10_000)]
    assert prices[:2] == [None, None]
    paid = [one for one in prices if one is not None]
    assert [one.bits for one in paid] == [14, 15, 22, 22]
    assert [one.wait_s for one in paid] == [2, 4, 120, 120]


def test_right_receipt_gets_through_with_work(banmai: Staffed) -> None:
    receipt = banmai.file()
    exhaust(banmai, wrong(receipt))
    token, answer = solved(asked(banmai, receipt.digits))
    assert banmai.room.follow(BAN_MAI, receipt.digits, token, answer).messages == ()
    asked(banmai, receipt.digits, token, answer)  # one try each


def test_right_receipt_gets_through_with_patience(banmai: Staffed, clock: FrozenClock) -> None:
    receipt = banmai.file()
    exhaust(banmai, wrong(receipt))
    demand = asked(banmai, receipt.digits)
    asked(banmai, receipt.digits, str(demand.facts["token"]))
    clock.pass_time(seconds=int(demand.facts["wait_s"]))
    banmai.room.follow(BAN_MAI, receipt.digits, str(demand.facts["token"]))


def test_unknown_locator_costs_the_same(banmai: Staffed) -> None:
    receipt = banmai.file()
    unknown = Receipt((body := f"{(int(receipt.locator) + 1) % 10**6:06}" + "1" * 17) + luhn_digit(body))
    for digits in (wrong(receipt), unknown.digits):
        exhaust(banmai, digits)
    known, strange = asked(banmai, wrong(receipt)), asked(banmai, unknown.digits)
    assert {known.facts["bits"], known.facts["wait_s"]} == {strange.facts["bits"], strange.facts["wait_s"]}
    assert known.facts.keys() == strange.facts.keys()


def test_other_receipts_stay_free(banmai: Staffed) -> None:
    first, second = banmai.file(), banmai.file()
    exhaust(banmai, wrong(first))
    banmai.room.follow(BAN_MAI, second.digits)


def test_token_of_another_locator_or_of_ones_own_making_is_worth_nothing(banmai: Staffed, clock: FrozenClock) -> None:
    first, second = banmai.file(), banmai.file()
    for receipt in (first, second):
        exhaust(banmai, wrong(receipt))
    token, answer = solved(asked(banmai, first.digits))
    asked(banmai, second.digits, token, answer)
    for forged in (f"{token}0", token.replace(".14.", ".1."), "a.1.1.1.x", "....", ""):
        asked(banmai, first.digits, forged, "0")
    clock.pass_time(hours=2)
    asked(banmai, first.digits, token, answer)


def test_next_day_is_free_again_and_nothing_of_the_locator_is_kept(banmai: Staffed, clock: FrozenClock) -> None:
    receipt = banmai.file()
    exhaust(banmai, wrong(receipt))
    with banmai.room.store.read() as work:
        assert work.tries.count(BAN_MAI, clock.now().date(), receipt.locator) == 0  # under a keyed mark only
    clock.pass_time(days=1)
    banmai.room.tidy(BAN_MAI)
    banmai.room.follow(BAN_MAI, receipt.digits)
    assert effort.FREE_TRIES == 10
