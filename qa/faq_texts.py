"""What staff are told about the knowledge base and about files and sheets that bring it."""

FLAWS = {
    "entry_id": "รหัสใช้ได้เฉพาะตัวอังกฤษ ตัวเลข และขีดกลาง ไม่เกิน 32 ตัว",
    "entry_category": "ใส่หมวด ไม่เกิน 64 ตัวอักษร",
    "entry_question": "ใส่คำถาม",
    "entry_question_long": "คำถามยาวเกินไป ใช้ไม่เกิน 300 ตัวอักษรต่อข้อ",
    "entry_answer": "ใส่คำตอบ",
    "entry_answer_long": "คำตอบยาวเกินไป ใช้ไม่เกิน 2,000 ตัวอักษร",
    "entry_lists_long": "ใส่ถามแบบอื่นหรือคำสำคัญได้ไม่เกิน 60 บรรทัด",
    "entry_keyword_long": "คำสำคัญยาวเกินไป ใช้ไม่เกิน 100 ตัวอักษรต่อคำ ขึ้นบรรทัดใหม่เมื่อขึ้นคำใหม่",
    "entry_braces": "วงเล็บปีกกาต้องมีทั้งเปิดและปิดในบรรทัดเดียวกัน เช่น {{phone}}",
    "entry_personal": "มีเลขประจำตัวประชาชนอยู่ในข้อความ โปรดลบออก คำตอบนี้ทุกคนเห็น",
    "entry_phone": "เบอร์โทรไม่ถูกต้อง ตัวอย่าง 0-4400-0001 ต่อ 12 หากเลข 0 ข้างหน้าหายไป ให้จัดช่องเป็นข้อความแล้วพิมพ์ใหม่",
    "entry_link": "ลิงก์ต้องขึ้นต้นด้วย https:// หรือ http:// และยาวไม่เกิน 1,000 ตัวอักษร",
    "entry_map": "ลิงก์แผนที่ต้องขึ้นต้นด้วย https:// หรือ http:// และยาวไม่เกิน 1,000 ตัวอักษร",
    "entry_image": "ลิงก์รูปต้องขึ้นต้นด้วย https:// และยาวไม่เกิน 1,000 ตัวอักษร",
    "entry_ita": "ข้อ ITA ต้องเป็น o1 ถึง o35 หรือเว้นว่าง",
    "entry_see": "ช่องอ่านต่อที่ข้อ ต้องเป็นรหัสของอีกข้อหนึ่ง",
    "entry_dates": "วันที่เริ่มใช้ต้องไม่หลังวันที่ใช้ถึง",
    "entry_source_long": "ช่องที่มายาวเกินไป ใช้ไม่เกิน 1,000 ตัวอักษร",
    "entry_date": "อ่านวันที่ “{said}” ไม่ได้ ใช้แบบ 2026-11-21 หรือ 21/11/2569",
    "entry_status": "ช่องสถานะ “{said}” ไม่รู้จัก ใช้ ใช้งาน ร่าง หรือ ซ่อน",
    "entry_formula": "ช่อง{column}เป็นสูตร โปรดพิมพ์เป็นข้อความ",
    "entry_cell": "ช่อง{column}มีค่าที่อ่านไม่ได้ โปรดพิมพ์เป็นข้อความ",
    "entry_category_unknown": "ไม่รู้จักหมวด “{said}” เลือกจากรายการ หรือเพิ่มหมวดนี้ที่หน้าคลังคำตอบก่อน",
    "entry_link_gone": "ไม่มีหน้าเว็บนี้แล้ว: {link}",
    "entry_link_silent": "ยังเปิดลิงก์นี้ไม่ได้ โปรดลองเปิดดู: {link}",
    "entry_mobile": "มีเบอร์มือถือ โปรดตรวจว่าเป็นเบอร์ที่เปิดเผยได้",
    "entry_twice": "รหัส {id} ซ้ำกับ{where}",
    "entry_same_question": "คำถามนี้ซ้ำกับ{where}",
    "entry_see_unknown": "ช่องอ่านต่อที่ข้อ ไม่มีข้อที่ใช้งานอยู่รหัส {see}",
    "entry_see_loop": "ช่องอ่านต่อที่ข้อ วนกลับมาที่เดิม: {loop}",
}
"""By reason of refusal. Those that name facts are only met in files, in sheets and in links between entries."""

AT_ROW, AT_OTHER = "แถว {row}", "ข้อ {id} ที่มีอยู่แล้ว"
FAULT = "แถว {row}{which}: {said}"
FAULT_WHICH = " ({which})"

WHOLE = {
    "no_header": "ไม่พบหัวตาราง แถวหัวตารางต้องมีช่อง คำถาม และ คำตอบ ดาวน์โหลดไฟล์ปัจจุบันมาเป็นแบบได้",
    "column_unknown": "ไม่รู้จักหัวคอลัมน์ “{said}” ลบคอลัมน์นี้ หรือใช้ชื่อตามไฟล์ที่ดาวน์โหลดจากระบบ",
    "column_twice": "มีหัวคอลัมน์ “{said}” สองช่อง เหลือไว้ช่องเดียว",
    "no_entries": "ไฟล์นี้ไม่มีคำตอบเลย คลังคำตอบเดิมยังใช้อยู่",
    "too_many": "รับได้ไม่เกิน {most} ข้อ ไฟล์นี้ทำให้มี {count} ข้อ แบ่งเรื่องที่ไม่ค่อยมีคนถามออก หรือรวมข้อที่คล้ายกัน",
    "too_long": "ไฟล์มีมากกว่า {most} แถว รับไม่ไหว ลบแถวที่ไม่ใช้ แล้วส่งอีกครั้ง",
    "file_large": "ไฟล์ใหญ่เกินไป ใช้ไฟล์ไม่เกิน 8 เมกะไบต์ และลบแผ่นงานหรือรูปภาพที่ไม่ใช้",
    "file_broken": "เปิดไฟล์ตารางนี้ไม่ได้ เปิดด้วยโปรแกรมตาราง แล้วบันทึกเป็น .xlsx หรือ CSV UTF-8 อีกครั้ง",
    "file_text": "ไฟล์นี้ไม่ใช่ .xlsx หรือ CSV บันทึกเป็น .xlsx หรือ CSV UTF-8 แล้วส่งอีกครั้ง",
    "file_none": "เลือกไฟล์ก่อนส่ง",
}
"""What is wrong with a file as a whole."""

UNKNOWN_SLOT = "ไม่รู้จัก {slots} บรรทัดที่มีคำนี้จะไม่แสดงให้ประชาชน"
MORE_FAULTS = "และอีก {count} จุด แก้จุดข้างบนแล้วส่งใหม่ ระบบจะตรวจต่อ"

STATUSES = {"live": "ใช้งาน", "draft": "ร่าง", "hidden": "ซ่อน"}
COLUMNS = {
    "id": "รหัส",
    "category": "หมวด",
    "question": "คำถาม",
    "answer": "คำตอบ",
    "phrasings": "ถามแบบอื่น",
    "keywords": "คำค้น",
    "status": "สถานะ",
    "phone": "เบอร์โทร",
    "link": "ลิงก์",
    "map_link": "แผนที่",
    "image": "รูป",
    "ita_item": "ข้อ ITA",
    "see": "อ่านต่อที่ข้อ",
    "valid_from": "ใช้ตั้งแต่",
    "valid_until": "ใช้ถึง",
    "checked_on": "ตรวจล่าสุด",
    "source": "ที่มา",
}
"""Headings of the table, in order: the same in files and in the sheet."""
VERDICT, UPDATED = "ผลตรวจ", "ปรับปรุงเมื่อ"
"""The sheet's last columns, written by the product alone; files may carry them along."""
