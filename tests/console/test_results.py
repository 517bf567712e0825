"""Survey results as staff see them."""

from collections.abc import Mapping

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
    assert "มี 2 ชุดรอรวม จะเผยแพร่เมื่อครบ 5 ชุดหรือสิ้นรอบ" in _words(desk)
    assert "รอรวมเข้าผล 2 ชุด" in desk.browser("clerk").get("/").words


def test_points_with_answers_of_their_own_are_listed_by_name(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, TAX_COUNTER)
    assert "ยังไม่มีจุดใดได้ถึง 5 ชุด" in _words(desk)
    _publish(desk, 12, point=TAX_COUNTER.code)
    assert f"{TAX_COUNTER.name} 100.00 75.8–100.0 12" in _words(desk)


def test_unknown_round_is_not_there(desk: Desk) -> None:
    assert desk.browser("clerk").get("/results/eit-1999:2542Q1").status == 404


def _publish_answers(
    desk: Desk, n: int, given: Mapping[str, int], start: int = 1, *, channel: str = "line", flags: tuple[str, ...] = ()
) -> Round:
    with desk.workplace.begin() as work:
        round_ = current_round(work, BAN_MAI, desk.clock)
        day = desk.clock.now().date()
        rows = [
            Response(f"{place:032}", round_.id, "eit-2567", None, channel, day, given, place, flags=flags)
            for place in range(start, start + n)
        ]
        work.responses.add_all(BAN_MAI, rows)
    return round_


def test_target_has_a_date_at_the_present_pace(desk: Desk) -> None:
    assert "จะครบเป้าหมาย" not in _words(desk)
    _publish(desk, 14)
    assert "ถ้าคนตอบเท่าที่เป็นอยู่ จะครบเป้าหมาย 7 ธันวาคม 2569" in _words(desk)
    desk.clock.pass_time(days=20)
    assert "บอกวันที่จะครบเป้าหมายไม่ได้" in _words(desk)


def test_target_reached_tells_its_day(desk: Desk) -> None:
    _publish(desk, 30)
    assert "ครบเป้าหมายแล้ว ครบเมื่อ 21 พฤศจิกายน 2569" in _words(desk)


def test_change_is_told_only_when_intervals_separate(desk: Desk) -> None:
    _publish_answers(desk, 20, {"e1": 1, "e2": 5})
    desk.clock.pass_time(days=60)
    _publish_answers(desk, 20, {"e1": 6, "e2": 5}, 21)
    words = _words(desk)
    assert "เทียบกับไตรมาส 1 ปีงบประมาณ 2570" in words
    assert "0.00 ▲ สูงขึ้น" in words
    assert "80.00 เปลี่ยนแปลงอยู่ในช่วงคลาดเคลื่อน" in words
    assert "▼" not in words


def test_first_round_compares_with_nothing(desk: Desk) -> None:
    _publish(desk, 20)
    assert "เทียบกับ" not in _words(desk)


def test_improvement_issues_stand_in_their_frame(desk: Desk) -> None:
    _publish_answers(desk, 9, {"e4": 6, "e9": 1})
    assert "ประเด็นที่ 2" not in _words(desk)
    _publish_answers(desk, 20, {"e4": 6, "e9": 1}, 10)
    words = _words(desk)
    assert "ประเด็นที่ 2 การให้บริการและระบบ E-Service ข้อบกพร่อง/ข้อปรับปรุง ข้อ e9" in words
    assert "ประเด็นที่ 3 ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ การรักษาระดับ ข้อ e4" in words


def test_flagged_answers_are_told_and_scored_apart(desk: Desk) -> None:
    _publish_answers(desk, 10, {"e1": 6})
    assert "ชุดที่ควรดูความน่าเชื่อถือ" not in _words(desk)
    _publish_answers(desk, 10, {"e1": 1}, 11, flags=("fast", "straight"))
    words = _words(desk)
    assert "ตอบเร็วเกินกว่าจะอ่านครบ 10 ชุด เลือกระดับเดียวกันทุกข้อ 10 ชุด" in words
    assert "ทุกชุด 50.00" in words
    assert "ไม่รวมชุดที่ตอบเร็วหรือตอบเหมือนกันทุกข้อ 100.00" in words


def test_small_channels_are_withheld_with_what_would_tell_them(desk: Desk) -> None:
    _publish_answers(desk, 20, {"e1": 6})
    _publish_answers(desk, 9, {"e1": 6}, 21, channel="web")
    assert "ไลน์ 20 ชุด หน้าเว็บ 9 ชุด" in _words(desk)
    _publish_answers(desk, 2, {"e1": 6}, 30, channel="paper")
    assert "ไลน์ 20 ชุด กระดาษ ปกปิด หน้าเว็บ ปกปิด" in _words(desk)


def test_few_answers_beside_a_point_cannot_be_subtracted(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, TAX_COUNTER)
    _publish(desk, 12, point=TAX_COUNTER.code)
    _publish(desk, 3, start=13)
    assert f"{TAX_COUNTER.name} – ปกปิด ไม่ระบุจุดบริการ – ปกปิด" in _words(desk)


def test_office_sets_its_own_target(desk: Desk) -> None:
    browser = desk.browser("admin")
    page = browser.get("/setup/agency")
    said = {"name": "อบต.บ้านใหม่", "size": "S", "complaint_days": "15", "push_limit": "200"}
    assert 'name="survey_target"' in page.text
    assert browser.post("/setup/agency", **said, survey_target="มาก").status == 400
    assert "0 / 30" in _words(desk)
    assert browser.fill("/setup/agency", "/setup/agency", **said, survey_target="๗๕").status == 302
    assert "0 / 75" in _words(desk)


def test_report_is_one_step_away(desk: Desk) -> None:
    round_ = _publish(desk, 12)
    assert f"/console/results/{round_.id}/report" in desk.browser("clerk").get("/results").text.replace("%3A", ":")
