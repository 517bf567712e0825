"""The receipt: shown once, confirmed by its last digits, and later the key to look again. Only ever in a body."""

from datetime import date, timedelta

from flask import Blueprint, Response, request

from complaints.receipt import GROUP, Receipt, read_receipt
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused, Unavailable
from kernel.thai import arabic_digits, thai_date
from qr import links
from web import fraud_texts as texts
from web.pages import agency_called, later, page, private
from web.parts import here

blueprint = Blueprint("receipt", __name__)

MAX_BODY = 128 * 1024


@blueprint.get("/f/<code>/receipt")
@blueprint.get("/F/<code>/receipt")
def ask(code: str) -> Response:
    """Where to type the receipt."""
    return _asked(agency_called(code))


@blueprint.post("/f/<code>/receipt")
@blueprint.post("/F/<code>/receipt")
def look(code: str) -> Response:
    """The own thread. A wrong and an unknown receipt read exactly alike."""
    here().throttle.check("receipt", here().rates.receipt)
    request.max_content_length = MAX_BODY
    agency = agency_called(code)
    try:
        followed = here().fraud.follow(agency, request.form.get("receipt", ""))
    except Refused as refused:
        return _asked(agency, texts.receipt_refusal(refused.reason))
    except Unavailable:
        return later(_asked(agency, texts.receipt_refusal("busy")))
    return private(page("thread.html", agency=agency, followed=followed))


@blueprint.post("/f/<code>/receipt/noted")
def noted(code: str) -> Response:
    """The last four digits typed: proof that they were written down. Nothing is looked up."""
    here().throttle.check("receipt", here().rates.receipt)
    request.max_content_length = MAX_BODY
    agency = agency_called(code)
    try:
        receipt = read_receipt(request.form.get("receipt", ""))
    except Refused as refused:
        return _asked(agency, texts.receipt_refusal(refused.reason))
    last = "".join(symbol for symbol in arabic_digits(request.form.get("last", "")[:60]) if symbol.isdigit())
    if last not in {receipt.digits[-GROUP:], receipt.digits}:
        return receipt_page(agency, receipt, texts.LAST_DIFFERS)
    return private(page("fraud_noted.html", agency=agency, come_back=_come_back(agency), follow=_address(agency)))


def receipt_page(agency: Agency, receipt: Receipt, error: str = "") -> Response:
    """The receipt in groups of four, to be written down."""
    shown = page(
        "fraud_receipt.html",
        422 if error else 200,
        agency=agency,
        groups=receipt.groups,
        spoken=", ".join(" ".join(group) for group in receipt.groups),
        come_back=_come_back(agency),
        follow=_address(agency),
        error=error,
    )
    return private(shown)


def _asked(agency: Agency, error: str = "") -> Response:
    return private(page("receipt_form.html", 422 if error else 200, agency=agency, error=error))


def _come_back(agency: Agency) -> str:
    today: date = bangkok_day(here().clock.now())
    return thai_date(today + timedelta(days=agency.complaint_days))


def _address(agency: Agency) -> str:
    return links.fraud_door(here().base_url, agency).split("//", 1)[1] + "/receipt"
