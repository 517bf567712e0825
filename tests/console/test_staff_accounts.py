"""Staff: who is invited, changes roles or leaves, and one's own password and LINE."""

import re
from dataclasses import replace

from tests.cast import BAN_MAI
from tests.console.desk import PASSWORD, Browser, Desk


def _invite(browser: Browser, **changed: object) -> object:
    fields: dict[str, object] = {"name": "สมหญิง", "login": "somying", "role": ["clerk"]}
    return browser.fill("/staff", "/staff", **fields | changed)


def test_invited_person_chooses_a_password_and_gets_in(desk: Desk) -> None:
    admin = desk.browser("admin")
    link = _invite(admin).text.split("readonly>")[1].split("<")[0]
    assert link.startswith("http://127.0.0.1:8000/console/join/banmai/")
    assert link not in admin.get("/staff").text
    path = link.removeprefix("http://127.0.0.1:8000/console")
    guest = desk.browser()
    assert guest.fill(path, path, password="0812345678", again="0812345678").status == 400
    assert guest.post(path, password=PASSWORD, again=PASSWORD + "x").status == 400
    assert guest.post(path, password=PASSWORD, again=PASSWORD).to == "/console/sign-in?office=banmai&done=joined"
    assert guest.sign_in("somying").to == "/console/"
    assert guest.get(path).status == 404


def test_no_duty_is_ticked_before_somebody_chooses_one(desk: Desk) -> None:
    admin = desk.browser("admin")
    assert " checked" not in admin.get("/staff").text
    page = _invite(admin, role=["officer"], login="สมหญิง")
    assert re.findall(r'value="(\w+)" checked', page.text) == ["officer"]


def test_faulty_invitation_keeps_what_was_typed(desk: Desk) -> None:
    page = _invite(desk.browser("admin"), login="สมหญิง")
    assert (page.status, 'value="สมหญิง"' in page.text) == (400, True)


def test_reset_link_replaces_the_password(desk: Desk) -> None:
    clerk, admin = desk.browser("clerk"), desk.browser("admin")
    member = desk.members["banmai", "clerk"].id
    page = admin.fill(f"/staff/{member}", f"/staff/{member}/reset")
    path = page.text.split("readonly>")[1].split("<")[0].removeprefix("http://127.0.0.1:8000/console")
    assert clerk.get("/").to == "/console/sign-in"
    assert clerk.sign_in("clerk").status == 403
    new = "มะละกอ-ปลาร้า-ถั่ว"
    clerk.fill(path, path, password=new, again=new)
    assert clerk.sign_in("clerk", password=new).to == "/console/"


def test_role_change_ends_sessions(desk: Desk) -> None:
    clerk, admin = desk.browser("clerk"), desk.browser("admin")
    member = desk.members["banmai", "clerk"].id
    admin.fill(f"/staff/{member}", f"/staff/{member}/roles", role=["surveyor"])
    assert clerk.get("/").to == "/console/sign-in"
    clerk.sign_in("clerk")
    assert clerk.get("/faq").status == 404


def test_who_left_is_out_at_once(desk: Desk) -> None:
    clerk, admin = desk.browser("clerk"), desk.browser("admin")
    member = desk.members["banmai", "clerk"].id
    assert admin.fill(f"/staff/{member}", f"/staff/{member}/leave").to == "/console/staff?done=left"
    assert clerk.get("/").to == "/console/sign-in"
    assert clerk.sign_in("clerk").status == 403
    assert admin.get(f"/staff/{member}").status == 404


def test_last_admin_is_told_why_not(desk: Desk) -> None:
    admin, member = desk.browser("admin"), desk.members["banmai", "admin"].id
    page = admin.fill(f"/staff/{member}", f"/staff/{member}/leave")
    assert (page.status, "ต้องมีผู้ดูแลระบบ" in page.words) == (400, True)


def test_own_password_is_changed_with_the_old_one(desk: Desk) -> None:
    browser, elsewhere = desk.browser("clerk"), desk.browser("clerk")
    new = "มะละกอ-ปลาร้า-ถั่ว"
    assert elsewhere.get("/").status == 200
    assert browser.fill("/own", "/own/password", old="ผิด", password=new, again=new).status == 400
    assert browser.post("/own/password", old=PASSWORD, password=new, again=new).to.endswith("done=password")
    assert elsewhere.get("/").to == "/console/sign-in"
    assert browser.sign_in("clerk").status == 403
    assert browser.sign_in("clerk", password=new).to == "/console/"


def test_line_code_is_shown_and_links_this_account(desk: Desk) -> None:
    page = desk.browser("clerk").fill("/own", "/own/line")
    code = page.text.split('class="receipt">')[1].split("<")[0].replace(" ", "")
    with desk.workplace.begin() as work:
        taken = work.staff_tokens.take(BAN_MAI, code, ("line",), desk.clock.now())
    assert taken == desk.members["banmai", "clerk"].id


def test_linked_line_can_be_unlinked(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        work.staff.change(BAN_MAI, replace(desk.members["banmai", "clerk"], line_person="mark"))
    browser = desk.browser("clerk")
    assert "เชื่อมไลน์แล้ว" in browser.get("/own").words
    browser.post("/own/line/unlink")
    with desk.workplace.read() as work:
        assert work.staff.by_line(BAN_MAI, "mark") is None
