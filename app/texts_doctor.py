"""The doctor's sentences: Thai first, then English, each with where to get the right thing."""

_THERE = "ระบบเจ้าหน้าที่ > เริ่มใช้งานจริง"
_THERE_EN = "staff console > Go live"

SENTENCES = {
    "database_ok": "ฐานข้อมูลใช้งานได้ / The database answers.",
    "database_bad": "เปิดฐานข้อมูลไม่ได้ ตรวจ DATABASE_URL / The database does not answer; check DATABASE_URL. ({detail})",
    "migrations_ok": "ตารางเป็นรุ่นล่าสุด / The tables are up to date.",
    "migrations_bad": "ตารางยังไม่เป็นรุ่นล่าสุด สั่ง python -m app migrate / Run: python -m app migrate. ({detail})",
    "worker_ok": "โปรแกรมเบื้องหลังทำงานอยู่ / The worker is alive.",
    "worker_bad": (
        "โปรแกรมเบื้องหลังไม่ทำงาน สั่ง python -m app worker / "
        "The worker is not running; run: python -m app worker. ({detail})"
    ),
    "https": "ที่อยู่เว็บเป็น https แล้ว / The public address is https: {detail}",
    "http": (
        "ที่อยู่เว็บยังไม่เป็น https ใช้ทดลองได้ แต่ LINE และผู้แจ้งเบาะแสต้องใช้ https ตั้งค่า PRONGSAI_BASE_URL / "
        "The public address is not https; LINE and informers need it. Set PRONGSAI_BASE_URL. ({detail})"
    ),
    "line_missing": f"ยังไม่ได้ใส่ช่องทาง LINE ไปที่ {_THERE} / No LINE channel yet; go to {_THERE_EN}.",
    "line_secret": (
        "Channel secret ไม่ถูกรูปแบบ (ดูเหมือน {detail}) คัดลอกจาก LINE Developers > Basic settings / "
        "The channel secret looks like {detail}; copy it from LINE Developers > Basic settings."
    ),
    "line_token": (
        "Channel access token ไม่ถูกรูปแบบ (ดูเหมือน {detail}) กด Issue ที่ LINE Developers > Messaging API / "
        "The access token looks like {detail}; issue a long-lived one at LINE Developers > Messaging API."
    ),
    "line_basic_id": (
        "Basic ID ไม่ถูกรูปแบบ ต้องขึ้นต้นด้วย @ ดูที่ LINE Official Account Manager > ตั้งค่า / "
        "The basic ID must begin with @; see LINE Official Account Manager > Settings. (found: {detail})"
    ),
    "line_demo": "ระบบสาธิตใช้ไลน์จำลอง จึงไม่ถาม LINE จริง / The demo office has a fake LINE; the real one is not asked.",
    "line_unreachable": (
        "ติดต่อ LINE ไม่ได้ ตรวจอินเทอร์เน็ตของเครื่องนี้ / LINE cannot be reached; check this machine's internet connection."
    ),
    "line_token_refused": (
        "LINE ไม่รับ token นี้ กด Issue ใหม่ที่ LINE Developers > Messaging API / "
        "LINE refuses this token; issue a new one at LINE Developers > Messaging API."
    ),
    "line_not_a_bot": (
        "token นี้ไม่ใช่ของช่อง Messaging API เปิดช่องให้ถูกชนิดที่ LINE Developers / "
        "This token is not of a Messaging API channel; make one of that kind at LINE Developers."
    ),
    "line_quota": "LINE จำกัดจำนวนครั้งที่ทดสอบ รอหนึ่งชั่วโมง / LINE limits these tests; wait an hour.",
    "line_webhook_missing": (
        f"ยังไม่ได้ใส่ Webhook URL ใน LINE คัดลอกจาก {_THERE} / LINE has no webhook URL on file; copy it from {_THERE_EN}."
    ),
    "line_webhook_elsewhere": (
        f"Webhook URL ใน LINE เป็นที่อยู่อื่น ({{detail}}) คัดลอกจาก {_THERE} / "
        f"LINE's webhook URL points elsewhere ({{detail}}); copy ours from {_THERE_EN}."
    ),
    "line_webhook_off": (
        "เปิด Use webhook ที่ LINE Developers > Messaging API / "
        "Switch on 'Use webhook' at LINE Developers > Messaging API."
    ),
    "line_webhook_failed": (
        "LINE เรียกระบบนี้ไม่สำเร็จ ({detail}) ตรวจว่าเปิดจากอินเทอร์เน็ตได้ / "
        "LINE could not call us ({detail}); check that the public address opens from the internet."
    ),
    "line_ok": "LINE ใช้งานได้: {detail} / LINE works.",
    "tallies_ok": "ตัวเลขสรุปตรงกับคำตอบทุกแถว / The kept counts equal the answers.",
    "tallies_bad": (
        "ตัวเลขสรุปไม่ตรงกับคำตอบ ({detail}) สั่ง python -m app report --rebuild / "
        "The kept counts differ from the answers; run: python -m app report --rebuild. ({detail})"
    ),
    "sheets_missing": (
        "ยังไม่ได้ใช้ Google ชีต สมุดงาน .xlsx ใช้แทนได้ / No Google sheet; the .xlsx workbook has the same tabs."
    ),
    "sheets_unreachable": (
        "ติดต่อ Google ไม่ได้ ตรวจอินเทอร์เน็ตของเครื่องนี้ / Google cannot be reached; check this machine's internet connection."
    ),
    "sheets_ok": "Google ชีตใช้งานได้: {detail} / The spreadsheet works.",
    "door_open": "ช่องทางแจ้งทุจริตเปิดอยู่ / The fraud door is open.",
    "door_closed": (
        "ช่องทางแจ้งทุจริตปิดอยู่ ยังขาด: {detail} (ต้องมีผู้รับเรื่องสองคนและกุญแจสำรองที่พิสูจน์แล้ว) / "
        "The fraud door is closed; missing: {detail} (it needs two officers and a proved recovery key)."
    ),
    "filled": "คำตอบที่ต้องเติมข้อมูลของหน่วยงาน เติมครบแล้ว / Every answer has the office's own details.",
    "unfilled": (
        "คำตอบยังขาดข้อมูลของหน่วยงาน เติมที่ ระบบเจ้าหน้าที่ > ข้อมูลหน่วยงาน / "
        "Answers lack the office's details; fill them in at staff console > Office: {detail}"
    ),
    "slot": (
        "คำในวงเล็บปีกกาสะกดผิด แก้ที่ ระบบเจ้าหน้าที่ > คลังคำตอบ / "
        "A placeholder is misspelt; correct it at staff console > Answers: {detail}"
    ),
    "workbook": "สมุดงานเขียนแล้ว / The workbook has been written.",
    "no_workbook": "ยังไม่มีสมุดงาน จะเขียนเองเมื่อโปรแกรมเบื้องหลังทำงาน / No workbook yet; the worker will write it.",
}
