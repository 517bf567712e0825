"""What the pages of going live say outside their templates: the office, its LINE channel, its spreadsheet."""

REFUSALS = {
    "agency_name": "ใส่ชื่อเต็มของหน่วยงาน",
    "agency_long": "ข้อความยาวเกินไป ใช้ไม่เกิน 300 ตัวอักษรต่อช่อง",
    "agency_email": "อีเมลไม่ถูกต้อง ตัวอย่าง saraban@example.go.th",
    "agency_website": "ที่อยู่เว็บต้องขึ้นต้นด้วย https:// หรือ http://",
    "agency_ways": "ช่องทางร้องเรียนทั่วไปต้องไม่ใช่หน้าแจ้งเรื่องทุจริตหรือหน้าเจ้าหน้าที่ โปรดใส่ช่องทางอื่น",
    "agency_official": "ลิงก์แบบวัด EIT ทางการต้องขึ้นต้นด้วย https://",
    "agency_days": "จำนวนวันต้องเป็นตัวเลข 1 ถึง 60",
    "agency_target": "เป้าหมายจำนวนชุดต้องเป็นตัวเลข 0 ถึง 10000 ใส่ 0 เพื่อใช้ตามขนาดหน่วยงาน",
    "agency_false_answers": "ร้อยละของการตอบทั้งที่ยังไม่มีคำตอบ ต้องเป็นตัวเลข 1 ถึง 20",
    "agency_push": "จำนวนข้อความต้องเป็นตัวเลข 0 ถึง 100000",
    "not_line_secret": "ช่อง Channel secret ต้องเป็นตัวเลขและ a-f รวม 32 ตัว {got} {where}",
    "not_line_token": "ช่อง Channel access token ต้องเป็นข้อความยาวราว 170 ตัว {got} {where}",
    "not_line_basic_id": "ช่อง Basic ID ต้องขึ้นต้นด้วย @ เช่น @123abcde {got} {where}",
    "not_sheet": "ใส่ลิงก์ของสเปรดชีต ขึ้นต้นด้วย https://docs.google.com/spreadsheets/d/ {got} {where}",
    "not_service_account": "วางข้อความในไฟล์กุญแจทั้งไฟล์ ตั้งแต่ปีกกาเปิดถึงปีกกาปิด {got} {where}",
    "service_account_host": "ไฟล์กุญแจนี้ชี้ไปที่อยู่ที่ไม่ใช่ของ Google จึงไม่รับ ดาวน์โหลดไฟล์ใหม่จาก Google Cloud",
}
GOT = {
    "empty": "ช่องนี้ยังว่าง",
    "line_channel_id": "ที่วางมาเป็น Channel ID (เลข 10 หลัก)",
    "line_secret": "ที่วางมาเป็น Channel secret",
    "line_token": "ที่วางมาเป็น Channel access token",
    "line_short_token": "ที่วางมาเป็นโทเคนแบบหมดอายุ ต้องใช้แบบ long-lived",
    "line_basic_id": "ที่วางมาเป็น Basic ID",
    "line_user_id": "ที่วางมาเป็น User ID",
    "liff_id": "ที่วางมาเป็น LIFF ID",
    "service_account": "ที่วางมาเป็นไฟล์กุญแจ Google",
    "service_account_cut": "ไฟล์กุญแจที่วางมาไม่ครบ",
    "oauth_client": "ที่วางมาเป็นไฟล์ OAuth client ต้องใช้ไฟล์ของ Service account",
    "google_api_key": "ที่วางมาเป็น API key",
    "sheet_link": "ที่วางมาเป็นลิงก์สเปรดชีต",
    "sheet_published": "ที่วางมาเป็นลิงก์เผยแพร่ ต้องใช้ลิงก์จากแถบที่อยู่ตอนเปิดแก้ไข",
    "sheet_id": "ที่วางมาเป็นรหัสสเปรดชีต",
    "drive_link": "ที่วางมาเป็นลิงก์ Google ชนิดอื่น ไม่ใช่สเปรดชีต",
    "email": "ที่วางมาเป็นอีเมล",
    "link": "ที่วางมาเป็นลิงก์เว็บ",
    "unknown": "ที่วางมาอาจไม่ครบ",
}
"""What was pasted instead."""
WHERE = {
    "not_line_secret": "ดูที่ LINE Developers > แท็บ Basic settings > Channel secret",
    "not_line_token": "ดูที่ LINE Developers > แท็บ Messaging API > Channel access token (long-lived) กด Issue",
    "not_line_basic_id": "ดูที่ LINE Developers > แท็บ Messaging API > Bot basic ID",
    "not_sheet": "เปิดสเปรดชีต แล้วคัดลอกจากแถบที่อยู่ด้านบน",
    "not_service_account": "ดูที่ Google Cloud > Service Accounts > Keys > Add key > JSON",
}
"""Where to look for what was asked for."""

LINE_PROBLEMS = {
    "": "ใช้งานได้ ไลน์ส่งข้อความถึงระบบได้แล้ว",
    "token_refused": "ไลน์ไม่รับ Channel access token กด Issue ใหม่ที่แท็บ Messaging API แล้ววางอีกครั้ง",
    "not_a_bot": "โทเคนนี้ไม่ใช่ของช่อง Messaging API ตรวจว่าเปิดช่องถูกชนิด",
    "webhook_missing": "ยังไม่ได้ใส่ Webhook URL ในไลน์ คัดลอกที่อยู่ด้านบนไปวาง แล้วกด Update",
    "webhook_elsewhere": "Webhook URL ในไลน์เป็นที่อยู่อื่น คัดลอกที่อยู่ด้านบนไปวางแทน",
    "webhook_off": "ใส่ Webhook URL แล้ว แต่ยังไม่เปิด Use webhook",
    "webhook_failed": "ไลน์เรียกระบบนี้ไม่สำเร็จ ตรวจว่าเปิดเว็บนี้จากอินเทอร์เน็ตได้และเป็น https",
    "quota": "ไลน์จำกัดจำนวนครั้งที่ทดสอบ รอหนึ่งชั่วโมงแล้วลองใหม่",
}
LINE_AWAY = "ติดต่อไลน์ไม่ได้ในขณะนี้ ข้อมูลที่บันทึกไว้ยังอยู่ ลองใหม่อีกครั้ง"
LINE_MISSING = "ยังไม่ได้บันทึกช่องไลน์"

PROBLEM_UNNAMED = "ยังใช้งานไม่ได้ โปรดแจ้งผู้ติดตั้งระบบ"
SHEET_AWAY = "ติดต่อ Google ไม่ได้ในขณะนี้ ข้อมูลที่บันทึกไว้ยังอยู่ ลองใหม่อีกครั้ง"
SHEET_MISSING = "ยังไม่ได้บันทึกสเปรดชีต"

ACTIONS = {
    "setup.agency": "แก้ข้อมูลหน่วยงาน",
    "setup.line": "บันทึกช่องไลน์",
    "setup.line_tested": "ทดสอบช่องไลน์",
    "setup.sheets": "บันทึกสเปรดชีต",
    "setup.sheets_tested": "ทดสอบสเปรดชีต",
}

SIZES = {"S": "เล็ก (อย่างน้อย 30 ชุด)", "M": "กลาง (อย่างน้อย 40 ชุด)", "L": "ใหญ่ (อย่างน้อย 50 ชุด)"}
CHAT_MODES = {
    "bot": "ปิดแชตอยู่ (เจ้าหน้าที่อ่านแชตในไลน์ไม่ได้)",
    "chat": "เปิดแชตอยู่ ผู้ดูแลบัญชีไลน์อ่านแชตได้ ระบบจึงไม่รับเรื่องทุจริตในแชต",
}
