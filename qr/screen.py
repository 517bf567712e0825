"""QR codes that are read from a screen at arm's length: finer than a poster may be, and never printed on one."""

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

from kernel.errors import Refused
from qr.codes import QUIET_ZONE, draw

MAX_VERSION = 12
"""65 modules a side: any phone reads it from a screen."""


def svg(text: str, label: str = "") -> bytes:
    """An SVG for a web page; one unit is one module. Raises Refused("link_too_long", limit=MAX_VERSION)."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE, box_size=1)
    code.add_data(text)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        raise Refused("link_too_long", limit=MAX_VERSION) from None
    if code.version > MAX_VERSION:
        raise Refused("link_too_long", limit=MAX_VERSION)
    return draw(code.get_matrix(), label).encode()
