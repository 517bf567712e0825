"""Thai digits and dates for people to read."""

from datetime import date

from kernel.calendar import Period, be_year

_MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
_SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９", "01234567890123456789")


def arabic_digits(text: str) -> str:
    """Thai and full-width digits become 0-9; everything else stays."""
    return text.translate(_TO_ARABIC)


def thai_date(day: date) -> str:
    """ "21 พฤศจิกายน 2569"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {be_year(day)}"


def thai_date_short(day: date) -> str:
    """ "21 พ.ย. 2569"."""
    return f"{day.day} {_SHORT[day.month - 1]} {be_year(day)}"


def thai_period(span: Period) -> str:
    """ "ปีงบประมาณ 2570", "รอบ 6 เดือนแรก ปีงบประมาณ 2570", "ไตรมาส 1 ปีงบประมาณ 2570"."""
    head = {"Y": "", "H1": "รอบ 6 เดือนแรก ", "H2": "รอบ 6 เดือนหลัง "}.get(span.kind)
    if span.kind.startswith("M"):
        return f"เดือน{_MONTHS[span.first.month - 1]} {be_year(span.first)}"
    if head is None:
        head = f"ไตรมาส {span.kind[1]} "
    return f"{head}ปีงบประมาณ {span.fiscal_year}"
