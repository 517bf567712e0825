"""The doctor's sentences: Thai first, then English, each with where to get the right thing."""

_CONSOLE = "ระบบเจ้าหน้าที่ > เริ่มใช้งานจริง / console > set-up"

SENTENCES = {
    "database_ok": "ฐานข้อมูลใช้งานได้ / The database answers.",
    "database_bad": "เปิดฐานข้อมูลไม่ได้ ตรวจ DATABASE_URL / The database does not answer; check DATABASE_URL. ({detail})",
    "migrations_ok": "ตารางเป็นรุ่นล่าสุด / The tables are up to date.",
    "migrations_bad": "ตารางยังไม่เป็นรุ่นล่าสุด สั่ง python -m app migrate / Run: python -m app migrate. ({detail})",
    "worker_ok": "โปรแกรมเบื้องหลังทำงานอยู่ / The worker is alive.",
    "worker_bad": "โปรแกรมเบื้องหลังไม่ทำงาน สั่ง python -m app worker / The worker is not running. ({detail})",
    "https": "ที่อยู่เว็บเป็น https แล้ว / The public address is https: {detail}",
    "http": (
        "ที่อยู่เว็บยังไม่เป็น https ใช้ทดลองได้ แต่ LINE และผู้แจ้งเบาะแสต้องใช้ https ตั้งค่า PRONGSAI_BASE_URL / "
        "The public address is not https; LINE and informers need it. Set PRONGSAI_BASE_URL. ({detail})"
    ),
    "line_missing": f"ยังไม่ได้ใส่ช่องทาง LINE ไปที่ {_CONSOLE} / No LINE channel yet.",
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
    "line_unreachable": "ติดต่อ LINE ไม่ได้ ตรวจอินเทอร์เน็ตของเครื่องนี้ / LINE cannot be reached from this machine.",
    "line_token_refused": (
        "LINE ไม่รับ token นี้ กด Issue ใหม่ที่ LINE Developers > Messaging API / "
        "LINE refuses this token; issue a new one at LINE Developers > Messaging API."
    ),
    "line_not_a_bot": ("token นี้ไม่ใช่ของช่อง Messaging API เปิดช่องให้ถูกชนิด / This token is not of a Messaging API channel."),
    "line_quota": "LINE จำกัดจำนวนครั้งที่ทดสอบ รอหนึ่งชั่วโมง / LINE limits these tests; wait an hour.",
    "line_webhook_missing": f"ยังไม่ได้ใส่ Webhook URL ใน LINE คัดลอกจาก {_CONSOLE} / LINE has no webhook URL on file.",
    "line_webhook_elsewhere": (
        f"Webhook URL ใน LINE เป็นที่อยู่อื่น ({{detail}}) คัดลอกจาก {_CONSOLE} / LINE's webhook URL points elsewhere."
    ),
    "line_webhook_off": "เปิด Use webhook ที่ LINE Developers > Messaging API / Switch on 'Use webhook'.",
    "line_webhook_failed": (
        "LINE เรียกระบบนี้ไม่สำเร็จ ({detail}) ตรวจว่าเปิดจากอินเทอร์เน็ตได้ / LINE could not call us ({detail})."
    ),
    "line_ok": "LINE ใช้งานได้: {detail} / LINE works.",
    "sheets_missing": (
        "ยังไม่ได้ใช้ Google ชีต สมุดงาน .xlsx ใช้แทนได้ / No Google sheet; the .xlsx workbook has the same tabs."
    ),
    "sheets_unreachable": "ติดต่อ Google ไม่ได้ / Google cannot be reached from this machine.",
    "sheets_key_shape": f"ไฟล์กุญแจไม่ครบ วางทั้งไฟล์อีกครั้งที่ {_CONSOLE} / The key file is incomplete; paste all of it.",
    "sheets_key_refused": (
        "Google ไม่รับไฟล์กุญแจ สร้างใหม่ที่ Google Cloud > Service accounts > Keys / "
        "Google refuses the key; make a new one at Google Cloud > Service accounts > Keys."
    ),
    "sheets_clock": "นาฬิกาเครื่องนี้คลาดเคลื่อน ตั้งเวลาให้ตรง / This machine's clock is off; set the time.",
    "sheets_not_shared": (
        f"ยังไม่ได้แชร์สเปรดชีตให้อีเมลของระบบ ดูอีเมลที่ {_CONSOLE} / The spreadsheet is not shared with the service account."
    ),
    "sheets_read_only": "อีเมลของระบบต้องเป็นผู้แก้ไข / The service account must be an editor of the spreadsheet.",
    "sheets_not_found": "ไม่พบสเปรดชีตนี้ ตรวจลิงก์ / No such spreadsheet; check the link.",
    "sheets_api_off": "เปิด Google Sheets API ในโครงการของกุญแจ / Enable the Google Sheets API in the key's project.",
    "sheets_other_agency": "สเปรดชีตนี้เป็นของหน่วยงานอื่น สร้างใหม่แล้วใส่ลิงก์ / The spreadsheet belongs to another agency.",
    "sheets_ok": "Google ชีตใช้งานได้: {detail} / The spreadsheet works.",
    "door_open": "ช่องทางแจ้งทุจริตเปิดอยู่ / The fraud door is open.",
    "door_closed": (
        "ช่องทางแจ้งทุจริตปิดอยู่ ยังขาด: {detail} (ต้องมีผู้รับเรื่องสองคนและกุญแจสำรองที่พิสูจน์แล้ว) / "
        "The fraud door is closed; missing: {detail}."
    ),
    "filled": "คำตอบที่ต้องเติมข้อมูลของหน่วยงาน เติมครบแล้ว / Every answer has the office's own details.",
    "unfilled": (
        "มี {detail} คำตอบที่ยังขาดข้อมูลของหน่วยงาน เช่น เบอร์โทร เติมที่ ระบบเจ้าหน้าที่ > ข้อมูลหน่วยงาน / "
        "{detail} answers lack the office's details."
    ),
    "workbook": "สมุดงานเขียนแล้ว / The workbook has been written.",
    "no_workbook": "ยังไม่มีสมุดงาน จะเขียนเองเมื่อโปรแกรมเบื้องหลังทำงาน / No workbook yet; the worker will write it.",
}
