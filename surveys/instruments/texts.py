"""What is said about a questionnaire file that cannot be taken: where, what, and how to mend it."""

from surveys.instruments.flaws import Path

LINE, ROW = "บรรทัดที่", "แถวที่"
WHOLE = "ภาพรวม"
"""The one aspect of a questionnaire that names none."""

NOT_TEXT = "เปิดไฟล์นี้ไม่ได้ ใช้ไฟล์ .toml .csv หรือ .xlsx ขนาดไม่เกิน 200 กิโลไบต์ ถ้าเป็น CSV ให้บันทึกแบบ CSV UTF-8"
NOT_CSV = "รูปแบบ CSV ไม่ถูกต้อง เปิดด้วยโปรแกรมตาราง แล้วบันทึกเป็น CSV UTF-8 อีกครั้ง"
TOO_LONG = "ไฟล์ยาวเกินไป ใช้ไม่เกิน 1,500 บรรทัด"
TOML = "บรรทัดที่ {line}: เขียนไม่ถูกรูปแบบ TOML {hint}"

_TOML_HINTS = (
    ("Expected '='", 'ใส่เครื่องหมาย = ระหว่างชื่อกับค่า เช่น title = "ชื่อ"'),
    ("Unterminated string", 'ใส่เครื่องหมายคำพูด " ให้ครบคู่'),
    ("Illegal character", 'ใส่เครื่องหมายคำพูด " ปิดท้ายข้อความในบรรทัดเดียวกัน'),
    ("Unclosed array", "ใส่วงเล็บ ] ปิดรายการ และคั่นด้วยจุลภาค"),
    ("Cannot overwrite", "มีชื่อซ้ำกัน ลบออกหนึ่งแห่ง"),
    ("Cannot declare", "มีหัวข้อซ้ำกัน ลบออกหนึ่งแห่ง"),
    ("Invalid value", 'ใส่ค่าหลัง = ข้อความต้องอยู่ในเครื่องหมายคำพูด "'),
    ("Invalid statement", "ขึ้นต้นบรรทัดด้วยชื่อภาษาอังกฤษหรือหัวข้อในวงเล็บ []"),
)
_TOML_HINT = 'ตรวจเครื่องหมาย = วงเล็บ [] และเครื่องหมายคำพูด " ให้ครบ'

_FAULTS = {
    "missing": "ยังไม่ได้ใส่ {shown}",
    "unknown_key": "ไม่รู้จัก {shown} หรือใช้กับข้อชนิดนี้ไม่ได้",
    "wrong_type": "{shown} ไม่ใช่ชนิดข้อมูลที่ต้องใช้",
    "wrong_value": "{shown} ใช้ไม่ได้",
    "duplicate": "{shown} ซ้ำ",
    "no_such": "{shown} อ้างถึงสิ่งที่ไม่มี",
    "too_long": "{shown} ยาวเกินไป",
    "too_many": "{shown} มีมากเกินไป",
}

_NAME = "ใช้ a-z 0-9 และขีด ยาว 3-20 ตัว ขึ้นต้นด้วยตัวอักษร เช่น water-2570"
_ITEM_NAME = "ใช้ตัวอักษรอังกฤษหนึ่งตัวตามด้วยเลข เช่น q1 และอย่าให้ซ้ำกับข้ออื่น"
_KIND = (
    "ใช้ level (ระดับ อย่างน้อย 3 ตัวเลือก) yesno (ใช่หรือไม่ 2 ตัวเลือก) single (เลือกหนึ่งข้อ) "
    "multiple (เลือกหลายข้อ) number (ตัวเลข) หรือ text (ข้อความ)"
)
_LABELS = "ใส่ตัวเลือก 2-20 ตัว ไม่ซ้ำกัน ยาวไม่เกิน 100 ตัวอักษร เรียงจากน้อยไปมาก"
_POINTS = "ใส่คะแนน 0-100 เป็นเลขจำนวนเต็ม เรียงจากน้อยไปมาก จำนวนเท่ากับตัวเลือก เช่น 20, 40, 60, 80, 100"
_MENDS = {
    "id": _ITEM_NAME,
    "text": "ใส่คำถาม ไม่เกิน 500 ตัวอักษร",
    "short": "ใส่คำถามแบบสั้น ไม่เกิน 500 ตัวอักษร หรือลบออก",
    "kind": _KIND,
    "scale": "ใช้ชื่อที่ประกาศไว้ใน [scales.ชื่อ] หรือใส่ options และ points แทน",
    "options": _LABELS,
    "labels": _LABELS,
    "points": _POINTS,
    "reverse": "ใส่ ใช่ (true) หรือ ไม่ (false)",
    "indicator": "ใส่ด้านของข้อที่ให้คะแนนทุกข้อ ถ้าเขียน TOML ให้ตรงกับรหัสใน [indicators]",
    "issue": "ใส่เลขประเด็น 1-7 หรือลบออก",
    "words": "ใส่คำพ้องหนึ่งรายการต่อหนึ่งตัวเลือก หรือลบออก",
    "lineage": "ใส่ชื่อไม่เกิน 100 ตัวอักษร หรือลบออก",
    "when": "ใส่รูปแบบ q4=2 หรือ q4=1,3 โดย q4 ต้องเป็นข้อแบบเลือกที่อยู่ก่อนข้อนี้ และเลขต้องมีในตัวเลือก",
    "least": "ใส่เลขจำนวนเต็ม เช่น 1 ในตารางให้เขียน 1 ถึง 120",
    "most": "ใส่เลขจำนวนเต็มที่ไม่น้อยกว่าค่าต่ำสุด",
    "items": "ใส่คำถาม 1-60 ข้อ ในตารางต้องมีหัวคอลัมน์ ข้อ และ คำถาม",
}
_TOP_MENDS = {
    "id": _NAME,
    "kind": "ใช้ own หรือ satisfaction หรือลบออก",
    "title": "ใส่ชื่อแบบสำรวจ ไม่เกิน 200 ตัวอักษร",
    "fiscal_year": "ใส่ปีงบประมาณ พ.ศ. เป็นเลข 4 หลัก เช่น 2570",
    "source": "ใส่ที่มา ไม่เกิน 1,000 ตัวอักษร หรือลบออก",
    "split_by": "ใส่รหัสข้อที่เป็นแบบเลือกหนึ่งข้อ เช่น q1 หรือลบออก",
    "scales": "เขียนเป็น [scales.ชื่อ] แล้วใส่ labels และ points",
    "items": _MENDS["items"],
}
_INDICATOR = "ใช้รหัสเป็นเลข ใส่ชื่อด้าน และให้มีข้อที่ให้คะแนนอย่างน้อยหนึ่งข้อในด้านนี้"
_UNKNOWN = "ลบออก หรือแก้ชื่อให้ถูก ดูชื่อที่ใช้ได้ในไฟล์ตัวอย่าง"


def toml_hint(complaint: str) -> str:
    """How to mend what the TOML parser complains about."""
    return next((hint for part, hint in _TOML_HINTS if part in complaint), _TOML_HINT)


def fault(line_word: str, line: int, item: str, path: Path, shown: str, what: str) -> str:
    """One fault in a sentence: "บรรทัดที่ 12 ข้อ q3: points ใช้ไม่ได้ ใส่คะแนน ..."."""
    subject = f" ข้อ {item}" if item else ""
    return f"{line_word} {line}{subject}: {_FAULTS[what].format(shown=shown)} {_mend(path, what)}"


def _mend(path: Path, what: str) -> str:
    if what == "unknown_key":
        return _UNKNOWN
    if path[0] == "indicators":
        return _INDICATOR
    key = path[-1]
    if path[0] == "items" and len(path) > 1:
        return _MENDS.get(str(key), _ITEM_NAME if what == "duplicate" else _MENDS["items"])
    if path[0] == "scales" and len(path) > 1:
        return _MENDS.get(str(key), _TOP_MENDS["scales"])
    return _TOP_MENDS.get(str(key), _UNKNOWN)
