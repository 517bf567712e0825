"""What staff are told about a sign they photographed; the same words in the chat and in the console."""

from collections.abc import Callable

from qr.patrol import Finding, Sheet, Verdict

_GENUINE = {
    Sheet.POINT: "ของแท้ จุด {name} ({code})",
    Sheet.FRAUD: "ของแท้ ป้ายแจ้งเรื่องทุจริต",
    Sheet.OFFICIAL: "ของแท้ แบบวัด EIT ของ ป.ป.ช.",
    Sheet.PAGE: "ของแท้ หน้าเว็บของหน่วยงาน",
    Sheet.LINE: "ของแท้ บัญชีไลน์ของหน่วยงาน",
}
_OTHERS = {
    Verdict.RETIRED: "ป้ายของเรา แต่เลิกใช้แล้ว จุด {name} โปรดเก็บป้ายนี้ แล้วติดป้ายใหม่",
    Verdict.NEIGHBOUR: "ไม่ใช่ของเรา เป็นป้ายของ {owner}",
    Verdict.UNISSUED: "ไม่ใช่ป้ายที่เราออก แม้ชื่อเว็บเป็นของเรา โปรดปลดออก แล้วแจ้งผู้ดูแลระบบ",
    Verdict.UNREADABLE: "อ่านคิวอาร์ในรูปไม่ได้ ถ่ายใหม่ให้ตรงและใกล้ขึ้น อย่าให้มีเงาหรือแสงสะท้อน",
}
_FOREIGN = "ไม่ใช่ของเรา คิวอาร์นี้พาไปที่ {host} อย่าเปิด โปรดปลดออก แล้วแจ้งผู้ดูแลระบบ"
_FOREIGN_NOWHERE = "ไม่ใช่ของเรา คิวอาร์นี้ไม่ใช่ลิงก์เว็บ โปรดปลดออก แล้วแจ้งผู้ดูแลระบบ"
SHORT = {
    Verdict.GENUINE: "ของแท้",
    Verdict.RETIRED: "เลิกใช้แล้ว",
    Verdict.NEIGHBOUR: "ไม่ใช่ของเรา",
    Verdict.UNISSUED: "ไม่ใช่ป้ายที่เราออก",
    Verdict.FOREIGN: "ไม่ใช่ของเรา",
    Verdict.UNREADABLE: "อ่านไม่ได้",
}
"""In the book."""
REFUSALS = {
    "picture_large": "รูปใหญ่เกินไป ใช้รูปไม่เกิน {megabytes} MB",
    "picture_too_large": "รูปละเอียดเกินไป ใช้รูปไม่เกิน {megapixels} ล้านพิกเซล",
    "picture_unreadable": "เปิดรูปนี้ไม่ได้ ใช้รูป JPEG หรือ PNG ที่ไม่เสียหาย",
    "picture_busy": "กำลังตรวจรูปอื่นอยู่ รอสักครู่แล้วส่งใหม่",
    "picture_missing": "เลือกรูปป้ายก่อน",
}


def verdict(found: Finding, name_of: Callable[[str], str]) -> str:
    """The sentence for one finding. name_of -- a point's name by its code"""
    if found.verdict is Verdict.FOREIGN:
        return _FOREIGN.format(host=unlinked(found.host)) if found.host else _FOREIGN_NOWHERE
    said = _GENUINE[found.sheet] if found.verdict is Verdict.GENUINE else _OTHERS[found.verdict]
    return said.format(name=name_of(found.point), code=found.point, owner=found.owner)


def unlinked(host: str) -> str:
    """A host that neither LINE nor a browser makes a link of: nobody shall touch it."""
    return host.replace(".", " . ")
