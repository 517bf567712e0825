"""Where a message goes, and which words only look like it."""

import subprocess
import sys

import pytest

from kernel.codes import check_symbol, luhn_digit
from qa.routing import Route, classify, point_code, receipt_digits

BODY = "73910482650173948261057"
RECEIPT = BODY + luhn_digit(BODY)
CODE = "EA7" + check_symbol("EA7")


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("เมนู", Route.MENU),
        ("เมนูค่ะ", Route.MENU),
        (" เมนู ", Route.MENU),
        ("เมนููู", Route.MENU),
        ("Menu", Route.MENU),
        ("g,o^", Route.MENU),
        ("ยกเลิก", Route.CANCEL),
        ("ยกเลิกครับ", Route.CANCEL),
        ("CANCEL", Route.CANCEL),
        ("เริ่มใหม่", Route.RESTART),
        ("restart", Route.RESTART),
        ("สวัสดีค่ะ", Route.GREETING),
        ("สวัสดีครับแอดมิน", Route.GREETING),
        ("hello", Route.GREETING),
        ("ขอสอบถามหน่อยค่ะ", Route.GREETING),
        ("ขอบคุณมากๆ ค่ะ", Route.THANKS),
        ("ขอบคุณสำหรับข้อมูลครับ", Route.THANKS),
        ("โอเคค่ะ", Route.THANKS),
        ("ติดต่อเจ้าหน้าที่", Route.PERSON),
        ("ขอคุยกับคนจริงๆ หน่อย", Route.PERSON),
        ("อยากคุยกับเจ้าหน้าที่เรื่องภาษี", Route.PERSON),
        ("ไฟไหม้บ้านข้างๆ ช่วยด้วย", Route.EMERGENCY),
        ("1669", Route.EMERGENCY),
        ("๑๖๖๙", Route.EMERGENCY),
        ("มีคนหมดสติหน้าตลาด", Route.EMERGENCY),
        ("ทำแบบประเมินตรงไหนคะ", Route.SURVEY),
        ("ประเมิน", Route.SURVEY),
        ("อยากให้คะแนนเจ้าหน้าที่", Route.SURVEY),
        ("ภาษีป้ายจ่ายเมื่อไหร่", Route.QUESTION),
        ("", Route.QUESTION),
        ("😀😀", Route.QUESTION),
        ("4", Route.QUESTION),
        ("๔", Route.QUESTION),
    ],
)
def test_classify_routes(text, route):
    assert classify(text) is route


@pytest.mark.parametrize(
    "text",
    [
        "เจ้าหน้าที่เรียกสินบน",
        "ทุจริต",
        "ทุ จ ริ ต",
        "ทุจริตตตต",
        "แจ้งทุจริตที่ไหน",
        "นายกโกงงบประมาณ",
        "จ่ายเงินใต้โต๊ะ",
        "จ่ายไต้โต้ะ",
        "ปลัดยักยอกเงิน",
        "เงินทอนโครงการถนน",
        "บริษัทฮั้วประมูล",
        "ล็อกสเปกงานจ้าง",
        "คอร์รัปชัน",
        "คอรัปชั่น",
        "Corruption in the office",
        "ช่างเรียกเงิน 2000 ค่าเซ็นแบบ",
        "เจ้าหน้าที่เรียกรับผลประโยชน์",
        "โดนเจ้าหน้าที่ อบต. โกงเรื่องซื้อของ",
        "กำนันอมเงินช่วยน้ำท่วม",
        "น้ำท่วมบ้านฉัน " * 150 + "แล้วนายกก็โกงเงินช่วยเหลือ",
        "m60ib9",
    ],
)
def test_classify_gives_the_fraud_door(text):
    assert classify(text) is Route.FRAUD


@pytest.mark.parametrize(
    "text",
    [
        "ภาษีทรัพย์สินบนที่ดินเช่า",
        "ตัดสินบนเวที",
        "อยากออมเงินกับกองทุนหมู่บ้าน",
        "เตรียมพร้อมเงินค่าสมัคร",
        "ขอเรียกเงินคืนภาษีป้าย",
        "ป่าโกงกางอยู่ที่ไหน",
        "ยายหลังโกงเดินไม่ไหว",
        "ภาษาส่วยเรียนที่ไหน",
        "โดนโกงซื้อของออนไลน์",
        "สวยมาก",
        "วิ่งเต้นแอโรบิกที่สนามไหน",
    ],
)
def test_classify_leaves_lookalikes_of_fraud_alone(text):
    assert classify(text) is Route.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        "ราคาประเมินที่ดิน",
        "ใบแจ้งประเมินภาษีหาย",
        "ดูผลการประเมิน ITA",
        "เงินเยียวยาไฟไหม้ใช้เอกสารอะไร",
        "อบรมป้องกันไฟไหม้",
        "ยกเลิกเบี้ยผู้สูงอายุทำยังไง",
        "สวัสดีค่ะ ภาษีป้ายจ่ายที่ไหน",
        "ขอบคุณค่ะ แล้วภาษีที่ดินล่ะ",
        "เบอร์เจ้าหน้าที่กองช่าง",
        "ใกล้จะคลอด ขอเงินอุดหนุนยังไง",
    ],
)
def test_classify_leaves_other_lookalikes_alone(text):
    assert classify(text) is Route.QUESTION


@pytest.mark.parametrize(
    "text",
    [
        RECEIPT,
        " ".join(RECEIPT[i : i + 4] for i in range(0, 24, 4)),
        "-".join(RECEIPT[i : i + 6] for i in range(0, 24, 6)),
        RECEIPT.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
        f"รหัสของฉันคือ {RECEIPT} ครับ",
        RECEIPT[:-1],
        RECEIPT + "0",
    ],
)
def test_classify_knows_a_receipt(text):
    assert classify(text) is Route.RECEIPT


def test_receipt_digits_gives_the_plain_digits():
    assert receipt_digits(f"เลข {RECEIPT[:12]} {RECEIPT[12:]}") == RECEIPT
    assert receipt_digits(f"เลข {RECEIPT[:-1]} กับอีกเลข") is None
    assert receipt_digits("0812345678") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"EIT {CODE}", CODE),
        (f"eit {CODE.lower()}", CODE),
        (f"EIT{'  '}{CODE} ขอประเมินค่ะ", CODE),
        (f"ประเมิน {CODE}", CODE),
        (CODE, CODE),
        ("EIT XXXX", None),
        ("EIT", None),
        ("ภาษีป้าย", None),
        ("2567", None),
    ],
)
def test_point_code_reads(text, code):
    assert point_code(text) == code


@pytest.mark.parametrize("text", [f"EIT {CODE}", "EIT XXXX", f"ประเมิน {CODE}", CODE])
def test_classify_knows_a_poster(text):
    assert classify(text) is Route.POINT


@pytest.mark.parametrize(
    "text", ["\ud800", "\x00" * 50, "ก" * 5000, "1 " * 2500, "\u200b" * 5000, "<b>" * 1000, "ๆ" * 99]
)
def test_classify_survives(text):
    assert classify(text) in Route


def test_classify_loads_no_heavy_library():
    script = (
        "import sys, qa.routing; qa.routing.classify('ภาษี'); print(sorted({'pythainlp','numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["EIT{}", "eit{}", "ทำ EIT{}", "ทำEIT {}", "ขอทำ EIT {} ค่ะ", "EIT-{}ครับ", "ทำ EIT:{}"])
@pytest.mark.parametrize("code", [CODE, "ABC" + check_symbol("ABC")])
def test_poster_text_typed_with_or_without_a_space_names_its_point(text, code):
    assert (classify(text.format(code)), point_code(text.format(code))) == (Route.POINT, code)


@pytest.mark.parametrize("text", ["EITHER", "EIT2567", "ทำ EIT ตรงไหน", "EITEA7X", "EITEA7MEA7M2"])
def test_words_that_only_begin_like_a_poster_name_no_point(text):
    assert point_code(text) is None
