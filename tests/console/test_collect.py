"""How answers are collected: the calendar, tablets, kiosks."""

from datetime import date

import pytest

from console.collect_views import typed_day
from kernel.agency import Agency
from kernel.errors import Refused
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER
from tests.console.desk import Desk

OFFICIAL = "https://itas.nacc.example/go/eit/abc"
CALENDAR = {
    "official_eit_url": OFFICIAL,
    "official_eit_opens": "2027-01-01",
    "official_eit_closes": "2027-05-31",
    "official_eit_mode": "exclusive",
    "survey_rounds": "quarter",
}


def agency(desk: Desk, code: str = "banmai") -> Agency:
    with desk.workplace.read() as work:
        found = work.agencies.get(code)
    assert found is not None
    return found


def save(desk: Desk, **changed: str):
    return desk.browser("admin").fill("/collect", "/collect/calendar", **CALENDAR | changed)


def test_calendar_is_kept_for_its_office_alone(desk: Desk) -> None:
    assert save(desk).to == "/console/collect?done=calendar_saved"
    kept = agency(desk)
    assert (kept.official_eit_url, kept.official_eit_opens, kept.official_eit_closes, kept.official_eit_mode) == (
        OFFICIAL,
        "2027-01-01",
        "2027-05-31",
        "exclusive",
    )
    assert agency(desk, "nongbua").official_eit_url == ""


def test_page_names_the_rounds_that_an_exclusive_window_empties(desk: Desk) -> None:
    assert "จะไม่มีคำตอบเลย" not in desk.browser("admin").get("/collect").words
    save(desk)
    words = desk.browser("admin").get("/collect").words
    assert "ไตรมาส 2 ปีงบประมาณ 2570 จะไม่มีคำตอบเลย" in words
    assert "ไตรมาส 3 ปีงบประมาณ 2570 จะเหลือวันเก็บ 30 วัน" in words
    save(desk, official_eit_mode="first")
    assert "จะไม่มีคำตอบเลย" not in desk.browser("admin").get("/collect").words


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("first", "วันนี้ป้ายเปิดแบบ EIT ของ ป.ป.ช. ก่อน"),
        ("exclusive", "แบบของเราไม่รับคำตอบ"),
        ("thanks", "วันนี้ป้ายแสดงคำขอบคุณ"),
    ],
)
def test_page_says_what_posters_do_today(desk: Desk, mode: str, said: str) -> None:
    assert "วันนี้ป้ายเปิดแบบประเมินของเรา" in desk.browser("clerk").get("/collect").words
    save(desk, official_eit_opens="2026-11-01", official_eit_closes="2026-11-30", official_eit_mode=mode)
    assert said in desk.browser("clerk").get("/collect").words


def test_days_may_be_written_as_people_write_them(desk: Desk) -> None:
    save(desk, official_eit_opens="๑/๑/๒๕๗๐", official_eit_closes="31/5/2570")
    assert (agency(desk).official_eit_opens, agency(desk).official_eit_closes) == ("2027-01-01", "2027-05-31")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("official_eit_url", "http://itas.example", "ต้องขึ้นต้นด้วย https://"),
        ("official_eit_url", "", "ใส่ลิงก์แบบ EIT ทางการก่อน"),
        ("official_eit_opens", "วันจันทร์", "วันที่ไม่ถูกต้อง"),
        ("official_eit_opens", "31/2/2570", "วันที่ไม่ถูกต้อง"),
        ("official_eit_opens", "", "ใส่ทั้งวันเปิดและวันปิด"),
        ("official_eit_closes", "2026-12-31", "วันปิดต้องไม่มาก่อนวันเปิด"),
        ("official_eit_closes", "9" * 5000, "วันที่ไม่ถูกต้อง"),
    ],
)
def test_faulty_calendar_changes_nothing_and_says_why(desk: Desk, field: str, typed: str, said: str) -> None:
    page = save(desk, **{field: typed})
    assert (page.status, said in page.words) == (400, True)
    assert agency(desk) == BAN_MAI


def test_unknown_choices_fall_back_to_the_usual(desk: Desk) -> None:
    save(desk, official_eit_mode="x", survey_rounds="x")
    assert (agency(desk).official_eit_mode, agency(desk).survey_rounds) == ("first", "quarter")
    save(desk, survey_rounds="half")
    assert agency(desk).survey_rounds == "half"


def test_surveyor_opens_the_page_and_may_not_change_the_calendar(desk: Desk) -> None:
    surveyor = desk.browser("surveyor")
    page = surveyor.get("/collect")
    assert (page.status, "ปฏิทินและแบบ EIT ทางการ" in page.words, "ออกลิงก์" in page.words) == (200, False, True)
    assert surveyor.post("/collect/calendar", **CALENDAR).status == 404
    assert "เก็บแบบประเมิน" in surveyor.get("/").words
    assert desk.browser("officer").get("/collect").status == 404


def make_link(desk: Desk, login: str = "surveyor", name: str = "แท็บเล็ต 1", office: Agency = BAN_MAI) -> str:
    page = desk.browser(login, office).fill("/collect", "/collect/tablets", name=name)
    return page.text.split("readonly>")[1].split("<")[0]


def test_tablet_link_is_shown_once_and_works_for_its_office(desk: Desk) -> None:
    link = make_link(desk)
    assert link.startswith("http://127.0.0.1:8000/s/tablet/banmai/")
    token = link.rsplit("/", 1)[1]
    with desk.workplace.read() as work:
        assert work.tablets.find(NONG_BUA, token) is None
        found = work.tablets.find(BAN_MAI, token)
    assert found is not None
    assert (found.name, found.made_by) == ("แท็บเล็ต 1", "surveyor")
    page = desk.browser("surveyor").get("/collect")
    assert ("แท็บเล็ต 1" in page.words, token in page.text) == (True, False)


def test_surveyor_revokes_their_own_link_and_an_admin_any(desk: Desk) -> None:
    own, other = make_link(desk, name="ของฉัน"), make_link(desk, "admin", "ของผู้ดูแล")
    with desk.workplace.read() as work:
        ids = {one.name: one.id for one in work.tablets.all(BAN_MAI)}
    surveyor = desk.browser("surveyor")
    assert surveyor.fill("/collect", f"/collect/tablets/{ids['ของผู้ดูแล']}/revoke").status == 404
    assert surveyor.post(f"/collect/tablets/{ids['ของฉัน']}/revoke").to.endswith("done=tablet_revoked")
    tokens = [link.rsplit("/", 1)[1] for link in (own, other)]
    with desk.workplace.read() as work:
        assert [work.tablets.find(BAN_MAI, token) is None for token in tokens] == [True, False]
    desk.browser("admin").fill("/collect", f"/collect/tablets/{ids['ของผู้ดูแล']}/revoke")
    with desk.workplace.read() as work:
        assert work.tablets.find(BAN_MAI, tokens[1]) is None


def test_link_of_another_office_cannot_be_revoked(desk: Desk) -> None:
    make_link(desk, "admin", office=NONG_BUA)
    with desk.workplace.read() as work:
        (theirs,) = work.tablets.all(NONG_BUA)
    assert desk.browser("admin").fill("/collect", f"/collect/tablets/{theirs.id}/revoke").status == 404
    with desk.workplace.read() as work:
        assert work.tablets.all(NONG_BUA)[0].revoked_on is None


@pytest.mark.parametrize("name", ["", "  ", "ก" * 61])
def test_tablet_needs_a_name(desk: Desk, name: str) -> None:
    page = desk.browser("admin").fill("/collect", "/collect/tablets", name=name)
    assert (page.status, "ใส่ชื่อเครื่อง" in page.words) == (400, True)
    with desk.workplace.read() as work:
        assert work.tablets.all(BAN_MAI) == []


def test_clerk_makes_no_links(desk: Desk) -> None:
    assert desk.browser("clerk").fill("/collect", "/collect/tablets", name="x").status == 404


def test_kiosk_link_is_made_for_one_counter_shown_once_and_expires(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, TAX_COUNTER)
    page = desk.browser("surveyor").fill("/collect", "/collect/kiosks", point=TAX_COUNTER.code)
    link = page.text.split("readonly>")[1].split("<")[0]
    assert (link.startswith("http://127.0.0.1:8000/s/device/banmai/"), "9 มิถุนายน 2570" in page.words) == (True, True)
    with desk.workplace.read() as work:
        found = work.tablets.find(BAN_MAI, link.rsplit("/", 1)[1])
    assert found is not None
    assert (found.kind, found.point, found.name) == ("kiosk", TAX_COUNTER.code, TAX_COUNTER.name)
    listed = desk.browser("admin").get("/collect")
    assert link.rsplit("/", 1)[1] not in listed.text
    ended = desk.browser("admin").fill("/collect", f"/collect/tablets/{found.id}/revoke")
    assert ended.to.endswith("done=kiosk_revoked")


def test_kiosk_needs_a_counter_of_ones_own_office(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        work.points.add(BAN_MAI, TAX_COUNTER)
    for login, office, point, status in (("admin", BAN_MAI, "", 400), ("admin", NONG_BUA, TAX_COUNTER.code, 400),
                                         ("clerk", BAN_MAI, TAX_COUNTER.code, 404)):  # fmt: skip
        assert desk.browser(login, office).fill("/collect", "/collect/kiosks", point=point).status == status
    with desk.workplace.read() as work:
        assert (work.tablets.all(BAN_MAI), work.tablets.all(NONG_BUA)) == ([], [])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("2027-01-31", date(2027, 1, 31)),
        ("2570-01-31", date(2027, 1, 31)),
        ("2571-02-29", date(2028, 2, 29)),
        ("29/2/2571", date(2028, 2, 29)),
        ("๓๑/๑/๒๕๗๐", date(2027, 1, 31)),
        ("๒๕๗๐-๐๑-๓๑", date(2027, 1, 31)),
    ],
)
def test_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert typed_day(text) == day


@pytest.mark.parametrize("text", ["29/2/2570", "1/1/99999999999999999999", "45000", "-", "1/1", "พรุ่งนี้"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="window_day"):
        typed_day(text)
