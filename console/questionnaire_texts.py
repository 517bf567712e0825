"""Sentences of the pages about an agency's own questionnaires."""

NAV = "แบบสำรวจ"

XLSX_LARGE = "ไฟล์ใหญ่เกินไป ใช้ไฟล์ไม่เกิน 200 กิโลไบต์ และลบแผ่นงานหรือรูปภาพที่ไม่ใช้"
XLSX_BROKEN = "เปิดไฟล์ตารางนี้ไม่ได้ เปิดด้วยโปรแกรมตาราง แล้วบันทึกเป็น .xlsx หรือ CSV UTF-8 อีกครั้ง"
BECAME_DATE = "(กลายเป็นวันที่ โปรดจัดรูปแบบช่องเป็นข้อความ แล้วพิมพ์ใหม่)"
"""Stands in for a cell that the spreadsheet turned into a date, so that the fault shows what happened."""

SATISFACTION_TITLE = "แบบสำรวจความพึงพอใจต่อการให้บริการ ปีงบประมาณ พ.ศ. {year}"
NO_FILE = "เลือกไฟล์ก่อนส่ง"

OUTCOMES = {
    "new": "questionnaire_new",
    "changed": "questionnaire_changed",
    "new_version": "questionnaire_version",
    "same": "questionnaire_same",
    "reopened": "questionnaire_reopened",
}
"""Which sentence of `texts.DONE` follows which outcome of adding."""

DONE = {
    "questionnaire_new": "เพิ่มแบบสำรวจแล้ว",
    "questionnaire_changed": "แก้แบบสำรวจแล้ว ยังไม่มีรอบใดใช้ฉบับเดิม จึงแทนที่ฉบับเดิม",
    "questionnaire_version": "เก็บเป็นฉบับใหม่แล้ว ฉบับเดิมมีรอบที่ใช้อยู่ จึงไม่ถูกแก้",
    "questionnaire_same": "เหมือนฉบับที่มีอยู่ ไม่มีอะไรเปลี่ยน",
    "questionnaire_reopened": "นำแบบสำรวจที่ถอนไว้กลับมาใช้แล้ว",
    "questionnaire_used": "ป้าย แชต และหน้าเว็บใช้แบบสำรวจนี้แล้ว คำตอบนับในรอบของแบบนี้เอง",
    "questionnaire_withdrawn": "ถอนแบบสำรวจแล้ว จะไม่รับคำตอบอีก ผลที่มีอยู่ยังอยู่",
}

ACTIONS = {
    "questionnaire.added": "เพิ่มแบบสำรวจ",
    "questionnaire.used": "เลือกแบบสำรวจของป้าย",
    "questionnaire.withdrawn": "ถอนแบบสำรวจ",
}

KINDS = {
    "eit": "ความเห็นผู้รับบริการ (แนว EIT)",
    "iit": "ความเห็นบุคลากร (แนว IIT)",
    "satisfaction": "ความพึงพอใจ",
    "own": "ของหน่วยงาน",
}
ITEM_KINDS = {
    "level": "ระดับ",
    "yesno": "ใช่หรือไม่",
    "single": "เลือกหนึ่งข้อ",
    "multiple": "เลือกหลายข้อ",
    "number": "ตัวเลข",
    "text": "ข้อความ",
}
