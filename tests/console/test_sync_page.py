"""The page of workbook and spreadsheet."""

from dataclasses import replace
from datetime import timedelta

from tests.cast import BAN_MAI, NONG_BUA
from tests.console.desk import Desk

NAMES = ("banmai-20261121T110000-01.xlsx", "banmai-20261121T100000-01.xlsx")
DAY_BEFORE = timedelta(days=1)


def with_files(desk: Desk) -> None:
    """BAN_MAI has two kept workbooks, waiting rows and two troubled targets; NONG_BUA has nothing."""
    for name in NAMES:
        (desk.folder / name).write_bytes(name.encode())
    kept = {BAN_MAI.code: [desk.folder / name for name in NAMES]}
    rows = {BAN_MAI.code: {"xlsx": 3, "google": 41}}
    parts = replace(
        desk.parts,
        earlier_workbooks=lambda agency: kept.get(agency.code, ()),
        rows_waiting=lambda agency: rows.get(agency.code, {}),
    )
    desk.app.extensions["console"] = parts
    now = desk.clock.now()
    state = {"verified_at": (now - DAY_BEFORE).isoformat()}
    with desk.workplace.begin() as work:
        work.targets.put(BAN_MAI, "xlsx", status="ok", state={}, error=None, synced_at=now)
        work.targets.put(BAN_MAI, "google", status="parked", state=state, error="แชร์ไฟล์ให้ระบบก่อน", synced_at=None)
        work.jobs.put(BAN_MAI, "sync", key="look", run_at=now + timedelta(hours=1))
        work.jobs.put(BAN_MAI, "sync", key="settle", run_at=now + timedelta(hours=2))
        work.jobs.put(BAN_MAI, "day_end", run_at=now + timedelta(minutes=1))


def test_sync_page_says_how_both_stand(desk: Desk) -> None:
    with_files(desk)
    words = desk.browser("clerk").get("/sync").words
    for said in (
        "ปรับสำเร็จล่าสุด 21 พ.ย. 2569 12:00 น.", "รอเขียน 3 คำตอบ", "รอเขียน 41 คำตอบ", "แชร์ไฟล์ให้ระบบก่อน",
        "ตรวจเทียบกับระบบล่าสุด 20 พ.ย. 2569 12:00 น.", "ระบบจะปรับครั้งถัดไป 21 พ.ย. 2569 13:00 น.",
    ):  # fmt: skip
        assert said in words
    other = desk.browser("clerk", NONG_BUA).get("/sync").words
    assert [said for said in ("รอเขียน", "แชร์ไฟล์", "ครั้งถัดไป", "ไฟล์ก่อนหน้า") if said in other] == []


def test_sync_page_asks_for_a_run_in_three_ways(desk: Desk) -> None:
    browser = desk.browser("clerk")
    for how in ({}, {"how": "verify"}, {"how": "rebuild"}):
        assert browser.fill("/sync", "/sync", **how).to == "/console/sync?done=sync_asked"
    assert browser.post("/sync", how="nonsense").status == 404
    with desk.workplace.read() as work:
        asked = {(job.kind, job.key, job.payload.get("how")) for job in work.jobs.waiting(BAN_MAI)}
        assert asked == {("sync", "", None), ("sync", "verify", "verify"), ("sync", "rebuild", "rebuild")}
        assert work.jobs.waiting(NONG_BUA) == []
        said = sorted(line.detail for line in work.staff_log.latest(BAN_MAI) if line.action == "sync.asked")
        assert said == ["", "rebuild", "verify"]


def test_workbook_is_downloaded_by_its_own_office(desk: Desk) -> None:
    (desk.folder / "banmai.xlsx").write_bytes(b"PK-ours")
    assert desk.browser().get("/sync/workbook.xlsx").to == "/console/sign-in"
    page = desk.browser("clerk").get("/sync/workbook.xlsx")
    assert (page.body, page.headers["Cache-Control"]) == (b"PK-ours", "no-store")
    assert desk.browser("clerk", NONG_BUA).get("/sync/workbook.xlsx").status == 404


def test_earlier_workbooks_are_downloaded_by_their_own_office(desk: Desk) -> None:
    with_files(desk)
    browser = desk.browser("clerk")
    listed = browser.get("/sync").text
    assert [name in listed for name in NAMES] == [False, True]  # the first is the current one
    assert browser.get(f"/sync/workbooks/{NAMES[1]}").body == NAMES[1].encode()
    assert browser.get("/sync/workbooks/banmai.xlsx").status == 404
    assert desk.browser("clerk", NONG_BUA).get(f"/sync/workbooks/{NAMES[1]}").status == 404
