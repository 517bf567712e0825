"""What `python -m app keys` tells people: Thai first, then English."""

DOOR = {
    "officers": "ยังมีเจ้าหน้าที่ที่รับรองกุญแจแล้วไม่ถึง 2 คน / Fewer than 2 officers with approved keys.",
    "recovery": "ยังไม่มีกุญแจสำรอง สั่ง keys recovery-new / No recovery key yet; run: keys recovery-new",
    "proof": "กุญแจสำรองยังไม่ได้ทดสอบ สั่ง keys recovery-prove / The recovery key is not proved; run: keys recovery-prove",
    "clock": "วันที่ของเครื่องผิดปกติ ตรวจแล้วสั่ง keys clock / The clock moved oddly; check it, then run: keys clock",
    "disk": "เนื้อที่ดิสก์เหลือน้อยเกินไป / The disk is nearly full.",
}
OPEN = "ช่องทางรับแจ้งเปิดอยู่ / The door is open."
CLOSED = "ช่องทางรับแจ้งปิดอยู่ / The door is closed."
OFFICER = "{name}\t{state}\t{number}"
STATES = {
    True: "รับรองแล้ว / approved",
    False: "รอรับรอง / waiting",
    "custodian": "รับรองแล้ว เก็บข้อมูลติดต่อ / approved, custodian",
}
STALE = "เรื่องที่ยังใช้กุญแจเดิม {n} เรื่อง เปิดหน้าเรื่องร้องเรียนเพื่อเปลี่ยน / {n} cases wait for new keys; an officer opens the list."
ERASE_WAITS = "เรื่องที่ครบกำหนดลบ {n} เรื่อง รอเจ้าหน้าที่ยืนยัน / {n} closed cases wait for an officer before they are erased."
ANCHOR = "บรรทัดยืนยันบันทึก จดไว้นอกระบบ / Audit anchor, note it elsewhere: {anchor}"
SOUND = "ไม่พบร่องรอยการแก้ไขฐานข้อมูล / No sign of a change by hand."
FOUND = {
    "audit": "บันทึกการเข้าถึงถูกแก้ / The audit log was changed.",
    "counters": "ตัวเลขสถิติไม่ตรงกับเรื่อง / Counters and cases do not fit.",
    "wraps": "กุญแจของบางเรื่องหายหรือเสีย / Wrapped keys are missing or damaged.",
    "threads": "ข้อความของบางเรื่องหาย / Messages are missing.",
}

SHEET = (
    "ทำบนเครื่องที่ไม่ต่อเครือข่าย จดลงกระดาษ ใส่ซองปิดผนึก แล้วล้างหน้าจอ\n"
    "Do this on a machine without a network. Copy it to paper, seal the envelope, clear the screen.\n\n"
    "กุญแจลับ (ลงซองเท่านั้น) / secret, into the envelope only:\n  {secret}\n"
    "กุญแจสาธารณะ (นำไปใส่เซิร์ฟเวอร์) / public, goes to the server:\n  {public}\n\n"
    "บนเซิร์ฟเวอร์ / on the server:  python -m app keys recovery-load PUBLIC"
)
LOADED = "รับกุญแจสำรองแล้ว ต่อไปสั่ง keys recovery-prove / Loaded. Next: keys recovery-prove"
SEED = (
    "กุญแจแรกของบันทึก แสดงครั้งเดียว จดลงซองเดียวกัน / "
    "First key of the audit log, shown once; into the same envelope:\n  {seed}"
)
CHALLENGE = (
    "นำข้อความนี้ไปที่เครื่องที่ไม่ต่อเครือข่าย แล้วสั่ง keys recovery-answer / "
    "Take this to the offline machine and run: keys recovery-answer\n\n{challenge}\n"
)
ASK_SECRET = "กุญแจลับจากซอง / secret from the envelope"  # noqa: S105 - a question
ASK_CHALLENGE = "ข้อความจากเซิร์ฟเวอร์ / text from the server"
ASK_ANSWER = "รหัสที่ได้ / the code it gives"
ASK_PASSWORD = "รหัสผ่านของเจ้าหน้าที่ / the officer's password"  # noqa: S105 - a question
PROVED = "ทดสอบกุญแจสำรองสำเร็จ / The recovery key is proved."
ENROLLED = {
    True: "สร้างกุญแจแล้ว / The key is made.",
    False: "สร้างกุญแจแล้ว รอผู้อื่นรับรอง / The key is made and waits for a second person.",
}
NUMBER = (
    "เลขกุญแจของ {name}: {number}\nเทียบกับเลขที่เจ้าของเห็นต่อหน้ากันก่อน / Compare it face to face with what its owner sees."
)
APPROVED = "รับรองกุญแจของ {login} แล้ว / The key of {login} is approved."
REJECTED = "ยกเลิกกุญแจของ {login} แล้ว / The key of {login} is rejected."
CUSTODIAN = {
    True: "ข้อมูลติดต่อของเรื่องใหม่จะเปิดได้โดย {login} / Contacts volunteered from now on open for {login}.",
    False: "{login} ไม่เก็บข้อมูลติดต่อของเรื่องใหม่แล้ว / {login} is no custodian of new contacts.",
}
ROTATED = (
    "เรื่องทุกเรื่องจะได้กุญแจใหม่เมื่อเจ้าหน้าที่เปิดหน้าเรื่องร้องเรียน / Every case gets a new key when its officers next open the list."
)
HOLDS = "บันทึกครบถ้วน {count} รายการ / The log holds: {count} entries."
BROKEN = "บันทึกผิดปกติตั้งแต่รายการที่ {n} / The log does not hold from entry {n}."
ASK_ERASE = "ลบเรื่อง {reference} ถาวร กู้คืนไม่ได้ ยืนยันหรือไม่ / Erase {reference} for good?"
ERASED = "ลบแล้ว / Erased."
NOT_ERASED = "เรื่องนี้ยังเปิดอยู่ ถูกสั่งเก็บไว้ หรือไม่มี / It is open, kept, or not there."
CLOCK = "วันนี้คือ {day} ถูกต้องหรือไม่ / Today is {day}. Is that right?"
CLOCK_KEPT = "บันทึกแล้ว / Noted."
PACKED = (
    "เขียน {path} แล้ว นำไปเครื่องที่ไม่ต่อเครือข่าย สั่ง keys rewrap / {path} is written; on the offline machine run: keys rewrap"
)
REWRAPPED = "เขียน {path} แล้ว นำกลับมาเซิร์ฟเวอร์ สั่ง keys unpack / {path} is written; on the server run: keys unpack"
UNPACKED = "เปิดได้อีกครั้ง {n} เรื่อง / {n} cases open again."
