"""Reporting through the fraud form as an informer does."""

import io

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from complaints.receipt import Receipt
from tests.cast import BAN_MAI
from tests.fakes.fraud_door import FakeFraudDoor
from tests.web.reading import form_of

FORM = "/f/banmai"
FOLLOW = "/f/banmai/receipt"
STORY = "ปลัดเรียกเงินค่าใบอนุญาต <script>alert(1)</script>\n\u202eกลับด้าน\u200b {{7*7}}"


def opened(client: FlaskClient, path: str = FORM) -> dict[str, str]:
    """The fields of a freshly opened form."""
    return form_of(client.get(path)).fields


def send(client: FlaskClient, **fields: object):
    """Fill in and send."""
    return client.post(FORM, data={**opened(client), "what": STORY, **fields})


def reports(door: FakeFraudDoor, agency=BAN_MAI):
    return [report for (code, _), (_, report) in door.filed.items() if code == agency.code]


def picture(text: bytes = b"", size: tuple[int, int] = (8, 8)) -> bytes:
    """A small JPEG; `text` as its comment."""
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, "JPEG", comment=text)
    return out.getvalue()


def with_files(client: FlaskClient, *files: tuple[bytes, str], **fields: str):
    """Fill in, attach and send."""
    given = [FileStorage(io.BytesIO(data), name) for data, name in files]
    form = {**opened(client), "what": STORY, **fields, "files": given}
    edge, body = encode_multipart(form)  # the test client itself would spool a large one to disk
    return client.post(FORM, data=body, content_type=f"multipart/form-data; boundary={edge}")


def typed(receipt: Receipt) -> dict[str, str]:
    """The receipt as it is typed in."""
    return {"receipt": receipt.digits}
