"""What the command line tells people, Thai first."""

from console import texts as console_texts
from kernel.errors import Refused
from surveys.texts import SENTENCES as SURVEY_SENTENCES

REFUSALS = {
    "officer_unknown": "ไม่มีเจ้าหน้าที่รับเรื่องทุจริตชื่อนี้ / No fraud officer has this login.",
    "wrong_password": "รหัสผ่านไม่ถูกต้อง / The password does not fit.",
    "already_enrolled": "มีกุญแจอยู่แล้ว / This officer has a key already.",
    "key_changed": "ไม่มีกุญแจของผู้นี้ที่รอรับรอง / No key of this officer is waiting.",
    "no_recovery": "ยังไม่มีกุญแจสำรอง สั่ง keys recovery-new / There is no recovery key yet; run: keys recovery-new",
    "recovery_unproved": "รหัสไม่ถูกต้อง เริ่มใหม่อีกครั้ง / That is not the code inside. Begin again.",
    "key_malformed": "กุญแจพิมพ์ไม่ครบหรือผิด ตรวจทีละ 4 ตัว / The key is mistyped; check it group by group.",
    "other_recovery_key": "ข้อความนี้ทำไว้สำหรับกุญแจอื่นหรือหน่วยงานอื่น / This was made for another key or another agency.",
    "anchor_malformed": "บรรทัดยืนยันต้องเป็นตัวเลขและรหัส 16 ตัว / An anchor is a number and 16 hex digits.",
    "not_a_package": "ไฟล์นี้ไม่ใช่ไฟล์กู้กุญแจของหน่วยงานนี้ / This file is no recovery package of this agency.",
    "no_officer_left": "ยังไม่มีเจ้าหน้าที่ใหม่ที่รับรองกุญแจแล้ว / No new officer with an approved key is there yet.",
    "which_agency": "ระบุหน่วยงานด้วย --agency ที่มีอยู่: {known} / Say which agency with --agency. There are: {known}",
    "unknown_agency": "ไม่มีหน่วยงานรหัสนี้ ที่มีอยู่: {known} / No such agency. There are: {known}",
    "bad_agency_code": (
        "รหัสหน่วยงานใช้ a-z 0-9 และขีด - ได้ 2-32 ตัว เช่น banmai / "
        "An agency code has 2 to 32 of a-z, 0-9 and hyphens inside, e.g. banmai."
    ),
    "agency_name": "ใส่ชื่อเต็มของหน่วยงาน / The agency needs its full name.",
    "agency_ways": (
        "ช่องทางร้องเรียนทั่วไปต้องไม่ใช่หน้าแจ้งเรื่องทุจริตหรือหน้าเจ้าหน้าที่ / "
        "General complaints have an address of their own, not the fraud door's or the console's."
    ),
    "code_taken": "รหัสที่สุ่มได้ซ้ำกับจุดอื่น สั่งอีกครั้ง / The random code is taken; run it again.",
    "agency_code_taken": "มีหน่วยงานที่ใช้รหัสนี้แล้ว / An agency has this code already.",
    "not_a_number": "{field} ต้องเป็นตัวเลข / {field} must be a number.",
    "bad_grain": "รอบที่เผยแพร่ต้องเป็น {known} / The period of published figures is one of: {known}.",
    "not_a_switch": "{field} ต้องเป็น on หรือ off / {field} must be on or off.",
    "field_range": "{field} ต้องเป็นตัวเลข {low} ถึง {high} / {field} is a number from {low} to {high}.",
    "field_choice": "{field} ต้องเป็นค่าใดค่าหนึ่งใน {known} / {field} is one of: {known}.",
    "field_form": "{field} ใช้ค่านี้ไม่ได้ ตัวอย่าง {example} / {field} cannot be that; it is written like: {example}",
    "field_long": "{field} ยาวเกินไป ใช้ไม่เกิน {most} ตัวอักษร / {field} is too long: {most} characters at most.",
    "bad_size": "size ต้องเป็น S M หรือ L / size must be S, M or L.",
    "point_name": "ใส่ชื่อจุดบริการ / The service point needs a name.",
    "unknown_point": "ไม่มีจุดบริการรหัสนี้ / No service point has this code.",
    "point_retired": "จุดบริการนี้เลิกใช้แล้ว พิมพ์ป้ายไม่ได้ / This service point is retired; it gets no poster.",
    "menu_no_line": "ยังไม่ได้บันทึกช่องไลน์ของหน่วยงานนี้ / This agency has no LINE channel yet.",
    "menu_refused": "ไลน์ไม่รับเมนู (รหัส {status}) / LINE does not take the menu (status {status}).",
    "unknown_engine": "ค่า PRONGSAI_QA_ENGINE ไม่ถูกต้อง / PRONGSAI_QA_ENGINE names no engine; it is module:factory.",
    "unknown_instrument": "ไม่มีแบบสำรวจรหัสนี้ สั่ง instrument เพื่อดูรหัส / No such questionnaire; `instrument` lists them.",
    "staff_unknown": "ไม่มีบัญชีชื่อนี้ในหน่วยงานนี้ / This agency has no account with this login.",
    "staff_login": (
        "ชื่อผู้ใช้ต้องเป็นตัวอังกฤษเล็กหรือตัวเลข 3-32 ตัว เช่น somying / A login has 3 to 32 small letters or digits, e.g. somying."
    ),
    "staff_name": "ใส่ชื่อเจ้าหน้าที่ ไม่เกิน 100 ตัวอักษร / The account needs a name of at most 100 characters.",
    "login_taken": "มีคนใช้ชื่อผู้ใช้นี้แล้ว ลองชื่ออื่น / Somebody has this login already.",
    "last_admin": "ต้องมีผู้ดูแลระบบอย่างน้อยหนึ่งคน เพิ่มคนอื่นก่อน / One administrator has to stay; invite another first.",
    "officer_alone": (
        "บัญชีผู้รับเรื่องทุจริตต้องแยกจากหน้าที่อื่น ถ้าเป็นคนเดียวกัน ให้เพิ่มอีกบัญชี / "
        "A fraud officer's account has no other role; the same person may have two accounts."
    ),
    "no_official": "ยังไม่ได้ใส่ลิงก์แบบวัด EIT ทางการ / The official EIT link is not set: agency set official_eit_url",
    "distance_near": "ระยะสแกนต้องเป็นตัวเลขตั้งแต่ {least} เมตรขึ้นไป / The distance is a number of metres, {least} or more.",
    "distance_far": "ป้ายขนาดนี้สแกนได้ไกลสุด {most} เมตร / This format can be read from {most} metres at most.",
    "not_a_backup": "ไฟล์นี้ไม่ใช่ไฟล์สำรองของระบบ / This file is not a backup.",
    "damaged": "ไฟล์สำรองเสียหายที่ {table} ไม่มีข้อมูลใดถูกเขียน / The backup is damaged at {table}; nothing was written.",
    "other_version": (
        "ไฟล์สำรองเป็นรุ่น {archive} ระบบนี้เป็นรุ่น {here} ใช้โปรแกรมรุ่นเดียวกัน / "
        "The backup is of version {archive}, this program of {here}."
    ),
    "other_keys": (
        "ไฟล์สำรองทำด้วยกุญแจอื่น นำไฟล์กุญแจของเดิมมาวางก่อน / "
        "The backup was made with another key file; put that one in place first."
    ),
    "not_empty": "ฐานข้อมูลมีข้อมูลอยู่แล้ว ({table}) จึงไม่เขียนทับ / The database is not empty ({table}); nothing was written.",
    "twin_not_allowed": (
        "ระบบต่อกับ LINE หรือ Google จำลองอยู่ ถ้าตั้งใจ ให้ตั้ง {setting}=true / "
        "This would run on a fake LINE or Google. If that is meant, set {setting}=true."
    ),
    "clock_not_allowed": (
        "เวลาจำลอง ({setting}) ใช้ได้เฉพาะกับ LINE จำลอง ลบการตั้งค่านี้ออก / "
        "Simulated time ({setting}) is for a fake LINE only; remove the setting."
    ),
    "demo_agency_in_production": (
        "มีหน่วยงานสาธิต ({agency}) ในฐานข้อมูล ถ้าตั้งใจ ให้ตั้ง {setting}=true / "
        "The database holds the demo agency ({agency}). If that is meant, set {setting}=true."
    ),
}

DATABASE = (
    "เปิดฐานข้อมูลไม่ได้ หรือยังไม่ได้สร้างตาราง ลองสั่ง python -m app migrate / "
    "The database does not answer or has no tables yet. Try: python -m app migrate"
)
OTHER_DATABASE = (
    "ฐานข้อมูลเป็นรุ่นที่โปรแกรมนี้ไม่รู้จัก ใช้โปรแกรมรุ่นใหม่กว่า / "
    "The database is of a version this program does not know; use a newer program."
)
NOT_UTF8 = "มีตัวอักษรที่อ่านไม่ได้ในคำสั่ง พิมพ์ใหม่เป็น UTF-8 / The command holds letters that are not UTF-8; type it again."
UNAVAILABLE = "ยังทำไม่ได้ในขณะนี้ ({reason}) ลองใหม่ภายหลัง / Not possible right now ({reason}). Try again later."
UNKNOWN_SETTING = "ไม่มีการตั้งค่าชื่อ {name} ดูชื่อที่ถูกใน .env.example / {name} is not a setting; see .env.example."


def refusal(refused: Refused) -> str:
    """One sentence for a refusal of any room."""
    sentence = REFUSALS.get(refused.reason) or SURVEY_SENTENCES.get(refused.reason)
    if sentence is not None:
        return sentence.format_map(refused.facts)
    return f"{console_texts.refusal(refused.reason, refused.facts)} ({refused.reason})"


def unavailable(reason: str) -> str:
    """One sentence for what is down."""
    return DATABASE if reason == "database" else UNAVAILABLE.format(reason=reason)


SCORING = "อ่านแล้วร้อยละ {percent} / {percent} % read"
NOT_SCORED = "{said} / This file cannot be scored: {reason}, line {line}, column {column}."
CHECKED = "ใช้ได้ {id} มี {count} ข้อ / Sound: {id}, {count} items."
FAULTY = "แบบสำรวจนี้ยังใช้ไม่ได้ มี {count} จุดที่ต้องแก้ / {count} things to mend."

POSTER_NEAR_ONLY = (
    "ป้ายนี้ยังติดใช้จริงไม่ได้ ที่อยู่เว็บ {url} เปิดได้เฉพาะในเครื่องหรือเครือข่ายนี้ ตั้ง PRONGSAI_BASE_URL แล้วทำป้ายใหม่\n"
    "Do not put these up yet: {url} opens on this machine or network alone. Set PRONGSAI_BASE_URL and make them anew."
)

PORT_BUSY = (
    "พอร์ต {port} มีโปรแกรมอื่นใช้อยู่ ลองใช้พอร์ตอื่น เช่น: make run PORT={other}\n"
    "Port {port} is in use. Try another one: make run PORT={other}"
)
PORT_REFUSED = (
    "เปิดที่อยู่ {host} พอร์ต {port} ในเครื่องนี้ไม่ได้ ({reason}) ลองพอร์ต 8000 และ PRONGSAI_HOST=127.0.0.1\n"
    "This machine does not let us listen on {host} port {port} ({reason}). Try port 8000 and PRONGSAI_HOST=127.0.0.1."
)
NO_TWINS = (
    "ชุดติดตั้งนี้ไม่มีระบบสาธิต (โฟลเดอร์ devtools) ลองระบบสาธิตจากซอร์สโค้ดด้วย make run / "
    "This installation has no demo (the folder devtools is not in it); try the demo from the source with: make run"
)
REAL_OFFICE = (
    "ข้อมูลใน {data} เป็นของหน่วยงานจริง ({agency}) จึงไม่เปิดระบบสาธิตทับ ใช้โฟลเดอร์อื่น: make run PRONGSAI_DATA=demo-data\n"
    "{data} holds a real office ({agency}); the demo is not started over it. Use another folder: "
    "make run PRONGSAI_DATA=demo-data"
)
NOT_READY = "ระบบยังไม่พร้อมภายใน 1 นาที ดูสาเหตุได้ในไฟล์ demo.log\nNot ready within a minute; see demo.log for the reason."
CHILD_ENDED = "ระบบหยุดทำงานเอง ดูสาเหตุได้ในไฟล์ demo.log\nA part of the product ended by itself; see demo.log."
REPORT = {
    "total": "คะแนนรวม",
    "indicator": "ตัวชี้วัดที่ {key}",
    "undecided": "ยังสรุปไม่ได้",
    "whole": "ทุกหน่วยงาน",
    "channels": "ผู้ตอบแต่ละช่องทาง",
    "bad_period": "ช่วงเวลาเขียนเช่น 2570Q1 2570H1 หรือ 2570 / A period is written 2570Q1, 2570H1 or 2570.",
    "own": "แบบสำรวจของหน่วยงานเองเทียบข้ามหน่วยงานไม่ได้ ดูรายงานในหน้าเจ้าหน้าที่ / An agency's own questionnaire has no "
    "place beside others: see its report in the console.",
    "no_instrument": "ไม่มีแบบสำรวจรหัสนี้ / There is no such questionnaire.",
}
"""Of `python -m app report`."""

STOPPING = "\nกำลังหยุดระบบ ... / Stopping ..."

ADDRESSES = """
Prongsai (โปร่งใส) พร้อมใช้งาน / is running. กด Ctrl-C เพื่อหยุด / Ctrl-C stops it.

  แชตของประชาชน      chat           {address}/chat/
  หน้าเว็บสาธารณะ      public page    {address}/
  ระบบเจ้าหน้าที่        staff console  {address}/console/
  โฟลเดอร์สมุดงาน      workbooks      {folder}
"""

DEMO_SHEET = """
────────────────────────────────────────────────────────────────────────
 บัญชีสาธิต แสดงครั้งเดียว โปรดจดไว้ / Demo accounts, shown once: write them down
 (ลืมแล้วเริ่มใหม่ได้ด้วย / to start over: rm -r {data} && make run)

 รหัสหน่วยงาน / agency    {agency}

 เจ้าหน้าที่ / clerk
   ชื่อผู้ใช้ / login        {clerk.login}
   รหัสผ่าน / password     {clerk.password}

 ผู้รับเรื่องทุจริต / fraud officers (ต้องใช้รหัส 6 หลัก / need a 6-digit code)
{officers}
   ขอรหัส 6 หลัก / get a code:  .venv/bin/python -m app demo code SECRET

 กุญแจสำรองสาธิต / demo recovery key
   {recovery}
────────────────────────────────────────────────────────────────────────"""
DEMO_OFFICER = """   {login:<10} รหัสผ่าน / password  {password}   TOTP  {totp}"""
