"""What the console says about QR patrols and the menu under the chat."""

from qr import patrol_texts

DONE = {
    "menu_saved": "บันทึกสีแล้ว ถ้าต้องการให้ประชาชนเห็น กดนำขึ้นไลน์",
    "menu_darkened": "บันทึกแล้ว สีนี้สว่างเกินไป ตัวหนังสือจะอ่านยาก ระบบจึงปรับให้เข้มขึ้น",
    "menu_deployed": "นำเมนูขึ้นไลน์แล้ว ประชาชนเห็นเมื่อเปิดแชต",
    "menu_same": "ไลน์มีเมนูนี้อยู่แล้ว ไม่มีอะไรต้องเปลี่ยน",
}
REFUSALS = {
    **patrol_texts.REFUSALS,
    "colour": "สีต้องเป็นรหัส 6 ตัว เช่น #0a4d46",
    "menu_no_line": "ยังไม่ได้บันทึกช่องไลน์ ทำขั้นบัญชีไลน์ก่อน",
    "menu_refused": "ไลน์ไม่รับเมนูนี้ (รหัส {status}) ตรวจช่องไลน์ แล้วลองใหม่",
}
ACTIONS = {
    "patrol.looked": "ตรวจป้ายด้วยรูปถ่าย",
    "setup.menu": "เปลี่ยนสีเมนูไลน์",
    "setup.menu_deployed": "นำเมนูขึ้นไลน์",
}
HOW = {"console": "ในระบบ", "line": "ทางไลน์"}
GONE = "บัญชีเดิม"
SHEETS = {"fraud": "ป้ายแจ้งเรื่องทุจริต", "official": "แบบวัด EIT", "page": "หน้าเว็บของหน่วยงาน", "line": "บัญชีไลน์"}
COLOURS = (
    ("#0a4d46", "เขียวเข้ม"),
    ("#123f7a", "น้ำเงิน"),
    ("#5a1f6e", "ม่วง"),
    ("#7a1f2b", "แดงเลือดหมู"),
    ("#6b3d00", "น้ำตาล"),
    ("#2f3b45", "เทาเข้ม"),
)
"""White on each of them has 7:1."""
