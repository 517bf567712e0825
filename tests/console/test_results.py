"""Survey results as staff see them."""

from kernel.agency import Agency
from surveys.records import Response, Round
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.console.desk import Desk

BEST = {"e1": 6, "e2": 6, "e3": 6}


def _publish(desk: Desk, n: int, agency: Agency = BAN_MAI, point: str | None = None, start: int = 1) -> Round:
    with desk.workplace.begin() as work:
        round_ = current_round(work, agency, desk.clock)
        day = desk.clock.now().date()
        work.responses.add_all(
            agency,
            [
                Response(f"{place:032}", round_.id, round_.instrument, point, "line", day, BEST, place)
                for place in range(start, start + n)
            ],
        )
    return round_


def _words(desk: Desk) -> str:
    return desk.browser("clerk").get("/results").words


def test_round_without_answers_shows_its_target(desk: Desk) -> None:
    words = _words(desk)
    assert "ไตรมาส 1 ปีงบประมาณ 2570" in words
    assert "0 / 30" in words
    assert "ยังขาดอีก 30 ชุดจึงครบเป้าหมาย" in words


def test_nine_answers_give_no_score_and_ten_do(desk: Desk) -> None:
    _publish(desk, 9)
    assert "9 / 30" in _words(desk)
    assert ("100.00" in _words(desk), "ยังสรุปไม่ได้" in _words(desk)) == (False, True)
    _publish(desk, 1, start=10)
    assert "100.00" in _words(desk)
    assert "ข้อที่ควรปรับปรุงก่อน" in _words(desk)


def test_other_office_is_neither_counted_nor_reachable(desk: Desk) -> None:
    round_ = _publish(desk, 12, NONG_BUA)
    assert "0 / 30" in _words(desk)
    past = round_.id.replace("2570Q1", "2569Q1")
    with desk.workplace.begin() as work:
        work.rounds.add(NONG_BUA, Round(past, round_.instrument, "2569Q1", round_.opens_on, round_.closes_on), b"s")
    assert desk.browser("clerk", NONG_BUA).get(f"/results/{past}").status == 200
    assert desk.browser("clerk").get(f"/results/{past}").status == 404


def test_past_round_stays_readable(desk: Desk) -> None:
    round_ = _publish(desk, 12)
    desk.clock.pass_time(days=60)
    browser = desk.browser("clerk")
    assert "0 / 30" in browser.get("/results").words
    assert f"/console/results/{round_.id}" in browser.get("/results").text
    assert "12 / 30" in browser.get(f"/results/{round_.id}").words


def test_waiting_ballots_are_counted_and_explained(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        round_ = current_round(work, BAN_MAI, desk.clock)
        for mark in ("a", "b"):
            work.ballots.add(BAN_MAI, round_.id, mark, b"sealed", desk.clock.now().date())
    assert "มี 2 ชุดรอรวม จะเผยแพร่เมื่อครบ 5 ชุดหรือสิ้นวัน" in _words(desk)
    assert "รอรวมเข้าผล 2 ชุด" in desk.browser("clerk").get("/").words


def test_points_with_answers_of_their_own_are_listed_by_name(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, TAX_COUNTER)
    assert "ยังไม่มีจุดใดได้ถึง 5 ชุด" in _words(desk)
    _publish(desk, 12, point=TAX_COUNTER.code)
    assert f"{TAX_COUNTER.name} 100.00 75.8–100.0 12" in _words(desk)


def test_unknown_round_is_not_there(desk: Desk) -> None:
    assert desk.browser("clerk").get("/results/eit-1999:2542Q1").status == 404
