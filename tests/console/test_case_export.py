"""One case leaves the house: on paper or sealed, for a typed reason, with its evidence listed. And who may see that."""

import hashlib
import html
import json
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

import pytest
from nacl.bindings import crypto_aead_aes256gcm_decrypt

from complaints import evidence, taking_out
from storage.sealed.room import FraudRoom
from tests.cast import BAN_MAI
from tests.complaints import pictures
from tests.console.desk import Browser, Desk, Page
from tests.console.real_room import open_the_door, references, signed_in
from tests.fakes.complaints import REPORT

STORY = "ปลัดรับเงิน <script>alert(1)</script>"
REASON = "ส่ง ป.ป.ช. ตามหนังสือที่ 12"


@pytest.fixture
def officers(desk: Desk, room: FraudRoom) -> tuple[Browser, Browser]:
    """Two of them, the second of whom the informer closes the case to; one case with a photograph and a contact."""
    accused = desk.hire(BAN_MAI, "accused", ("officer",))
    both = signed_in(desk, "officer"), signed_in(desk, "accused")
    open_the_door(room)
    report = replace(REPORT, what=STORY, exclude=(accused.id,), contact="089-canary")
    room.file(BAN_MAI, report, "f" * 32, [evidence.clean("p.jpg", pictures.jpeg())])
    return both


def in_thai(code: str) -> str:
    return code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))


def actions(room: FraudRoom) -> list[tuple[str, str]]:
    return [(one.action, one.reason) for one in room.audit_entries(BAN_MAI) if one.action == "exported"]


def opened(page: Page, password: str) -> list[bytes]:
    """What a browser makes of the file: the document, and each file of evidence."""
    facts = json.loads(re.findall(r'id="facts">(.*?)</script>', page.body.decode(), re.S)[0])
    parts = re.findall(r'id="part-\d+">(.*?)</script>', page.body.decode(), re.S)
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), b64decode(facts["salt"]), facts["rounds"], 32)
    return [
        crypto_aead_aes256gcm_decrypt(b64decode(part), f"{facts['name']}|{n}".encode(), b64decode(nonce), key)
        for n, (part, nonce) in enumerate(zip(parts, facts["nonces"], strict=True))
    ]


def test_case_is_printed_with_its_evidence_for_a_reason_and_never_its_contact(
    officers: tuple[Browser, Browser], room: FraudRoom
) -> None:
    officer, accused = officers
    path = f"/cases/{references(officer)[0]}"
    officer.get(path)
    assert officer.post(f"{path}/export", how="print", reason=" ").status == 400
    assert actions(room) == []
    page = officer.post(f"{path}/export", how="print", reason=REASON)
    digest = hashlib.sha256(evidence.clean("p.jpg", pictures.jpeg()).data).hexdigest()
    assert (page.status, html.escape(STORY) in page.text, digest in page.text) == (200, True, True)
    assert ("089-canary" in page.text, "<script>alert" in page.text) == (False, False)
    assert actions(room) == [("exported", REASON)]
    accused.get("/cases")
    for address in (f"{path}/export", f"{path}/export/file"):
        assert accused.post(address, how="sealed", reason=REASON, password="ABCD").status == 404
    assert len(actions(room)) == 1


def test_sealed_file_opens_with_its_password_alone(officers: tuple[Browser, Browser], room: FraudRoom) -> None:
    officer = officers[0]
    path = f"/cases/{references(officer)[0]}"
    officer.get(path)
    asked = officer.post(f"{path}/export", how="sealed", reason=REASON)
    assert 'class="code code-wrap"' in asked.text  # 29 signs in one piece are wider than a telephone
    password = re.findall(r'name="password" value="([^"]+)"', asked.text)[0]
    assert actions(room) == []  # nothing has left yet
    assert officer.post(f"{path}/export/file", reason=REASON, password="1234").status == 400
    page = officer.post(f"{path}/export/file", reason=REASON, password=password)
    assert page.headers["Content-Type"] == "application/octet-stream"
    assert (STORY.split()[0].encode() in page.body, password.encode() in page.body) == (False, False)
    document, photograph = opened(page, password)
    assert (html.escape(STORY) in document.decode(), "089-canary" in document.decode()) == (True, False)
    assert pictures.pixels(photograph) == pictures.pixels(pictures.jpeg())
    assert actions(room) == [("exported", REASON)]


@pytest.mark.parametrize("typed", [str.lower, "-".join, "{}\n".format, in_thai])
def test_files_are_called_by_the_reference_however_it_is_typed(
    officers: tuple[Browser, Browser], typed: Callable[[str], str]
) -> None:
    (reference,) = references(officers[0])
    path = f"/cases/{quote(typed(reference))}"
    (file,) = re.findall(r"/files/(\w+)", officers[0].get(f"/cases/{reference}").text)
    saved = [
        officers[0].get(f"{path}/files/{file}"),
        officers[0].post(f"{path}/export/file", reason=REASON, password=taking_out.new_password()),
    ]
    names = [page.headers["Content-Disposition"] for page in saved]
    assert names == [f'attachment; filename="{reference}-{file[:6]}.jpg"', f'attachment; filename="{reference}.html"']


def test_auditor_reads_the_record_and_the_figures_and_no_case(
    desk: Desk, officers: tuple[Browser, Browser], room: FraudRoom
) -> None:
    officer, auditor = officers[0], signed_in(desk, "auditor")
    path = f"/cases/{references(officer)[0]}"
    officer.get(path)
    officer.post(f"{path}/contact", reason="นัดรับเอกสาร")
    page = auditor.get("/audit")
    assert ("เปิดดูข้อมูลติดต่อของเรื่อง" in page.words, "นัดรับเอกสาร" in page.words) == (True, True)
    assert ("089-canary" in page.text, STORY.split()[0] in page.text) == (False, False)
    anchor = room.anchor(BAN_MAI)
    assert anchor in page.words
    assert "ตรงกับที่จดไว้" in auditor.post("/audit/anchor", anchor=anchor).words
    assert "ไม่ตรงกับที่จดไว้" in auditor.post("/audit/anchor", anchor=f"{10**6} {anchor.split()[1]}").words
    assert auditor.post("/audit/anchor", anchor="ทุกอย่าง").status == 400
    assert "เปิดอ่านเรื่อง" not in auditor.get("/audit?did=contact_opened").words.split("แสดง")[-1]
    shown = re.findall(r'data-label="งวด">([^<]+)', auditor.get("/audit/figures").text)
    assert shown[:3] == ["ปีงบประมาณ 2570", "รอบ 6 เดือนแรก ปีงบประมาณ 2570", "ไตรมาส 1 ปีงบประมาณ 2570"]
    assert {auditor.get(one).status for one in ("/cases", path, "/keys")} == {404}


def test_custodian_is_made_by_another_and_openings_show_to_those_who_read_the_case(
    desk: Desk, officers: tuple[Browser, Browser], room: FraudRoom
) -> None:
    officer, accused = officers
    path, me = f"/cases/{references(officer)[0]}", desk.members["banmai", "officer"].id
    officer.get(path)
    officer.post(f"{path}/contact", reason="นัดรับเอกสาร")
    assert "นัดรับเอกสาร" in officer.get("/cases/custodians").words
    assert "นัดรับเอกสาร" not in accused.get("/cases/custodians").words
    assert officer.post("/cases/custodians", officer=me, on="yes").status == 409
    assert accused.post("/cases/custodians", officer=me, on="yes").to.endswith("custodian_changed")
    assert [one.custodian for one in room.key_holders(BAN_MAI) if one.id == me] == [True]


def test_flood_is_marked_together_and_counts_nowhere(officers: tuple[Browser, Browser], room: FraudRoom) -> None:
    officer = officers[0]
    for n in range(3):
        room.file(BAN_MAI, replace(REPORT, what=f"ซื้อของถูก {n}"), f"{n:032}")
    listed = re.findall(r'name="case" value="(\w+)"', officer.get("/cases/flood").text)
    real = references(officer)[0]
    assert len(listed) == 4
    assert officer.post("/cases/flood", reason="โฆษณา").status == 400
    flood = [one for one in listed if one != real]
    assert officer.post("/cases/flood", case=flood, reason="โฆษณา").to.endswith("case_flood")
    counted = room.statistics(BAN_MAI, room.ground.desk.today).counts[-1]
    assert (counted.total, room.examine(BAN_MAI)) == (1, ())
    assert [one.reason for one in room.audit_entries(BAN_MAI) if one.action == "spam"] == ["โฆษณา"] * 3
