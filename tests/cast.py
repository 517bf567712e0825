"""The people of the tests: two agencies, citizens."""

from datetime import UTC, date, datetime

from kernel.agency import Agency, ServicePoint
from kernel.codes import check_symbol

BAN_MAI = Agency(
    code="banmai",
    name="องค์การบริหารส่วนตำบลบ้านใหม่",
    short_name="อบต.บ้านใหม่",
    phone="0-4400-0001",
    hours="วันจันทร์-ศุกร์ 08.30-16.30 น.",
    website="https://banmai.example",
    address="หมู่ 1 ตำบลบ้านใหม่",
    size="S",
)
NONG_BUA = Agency(
    code="nongbua",
    name="องค์การบริหารส่วนตำบลหนองบัว",
    short_name="อบต.หนองบัว",
    phone="0-4400-0002",
    size="L",
)


def _code(body: str) -> str:
    return body + check_symbol(body)


TAX_COUNTER = ServicePoint(_code("EA7"), "งานจัดเก็บรายได้", "ภาษีที่ดิน ภาษีป้าย", opened_on=date(2026, 10, 1))
WELFARE_COUNTER = ServicePoint(_code("EB8"), "งานสวัสดิการ", "เบี้ยยังชีพ", opened_on=date(2026, 10, 1))

MALEE = "U" + "a1" * 16
"""A citizen."""
SOMCHAI = "U" + "b2" * 16
"""Another citizen."""

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
"""12:00 in Bangkok on 21 November 2569, FY2570 Q1."""
