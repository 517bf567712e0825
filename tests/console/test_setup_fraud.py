"""The fraud door's settings page."""

import pytest

from console.setup_fraud_views import CHAT
from kernel.agency import Agency
from tests.cast import BAN_MAI
from tests.console.desk import Desk

GIVEN = {
    "complaint_days": "๓๐",
    "complaint_keep_days": "400",
    "complaint_grain": "half",
    "complaint_office_days": "yes",
}


def office(desk: Desk) -> Agency:
    with desk.workplace.read() as work:
        found = work.agencies.get(BAN_MAI.code)
    assert found is not None
    return found


def test_settings_are_kept(desk: Desk) -> None:
    assert desk.browser("admin").fill("/setup/fraud", "/setup/fraud", **GIVEN).to.endswith("done=saved")
    kept = office(desk)
    assert (kept.complaint_days, kept.complaint_keep_days) == (30, 400)
    assert (kept.complaint_grain, kept.complaint_office_days, kept.fraud_chat) == ("half", True, False)


@pytest.mark.parametrize(
    "fault",
    [{"complaint_days": "0"}, {"complaint_keep_days": "5"}, {"complaint_grain": "day"}, {"complaint_days": "x"}],
)
def test_faulty_settings_are_given_back(desk: Desk, fault: dict[str, str]) -> None:
    page = desk.browser("admin").fill("/setup/fraud", "/setup/fraud", **{**GIVEN, **fault})
    assert (page.status, office(desk).complaint_days) == (400, BAN_MAI.complaint_days)


def test_monthly_figures_come_with_a_warning(desk: Desk) -> None:
    admin = desk.browser("admin")
    admin.fill("/setup/fraud", "/setup/fraud", **{**GIVEN, "complaint_grain": "month"})
    assert "ผู้ถูกร้องอาจรู้ว่าแจ้งเมื่อใด" in admin.get("/setup/fraud").words


@pytest.mark.parametrize("mode", ["bot", "chat"])
def test_switching_the_chat_on_asks_line_at_once(desk: Desk, mode: str) -> None:
    with desk.workplace.begin() as work:
        work.credentials.put(BAN_MAI, "line", {"secret": "s", "token": "t"})
    desk.line.report = type(desk.line.report)(chat_mode=mode)
    desk.browser("admin").fill("/setup/fraud", "/setup/fraud", **GIVEN, fraud_chat="yes")
    with desk.workplace.read() as work:
        known = work.credentials.get(BAN_MAI, CHAT)
    assert (known or {})["mode"] == mode
    said = desk.browser("admin").get("/setup/fraud").words
    assert ("จึงไม่รับเรื่องทุจริตในแชต" in said) == (mode == "chat")
