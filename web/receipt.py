"""The receipt: shown once, confirmed by its last digits, and later the key to look again. Only ever in a body."""

from flask import Blueprint, Response, request

from complaints.receipt import GROUP, Receipt, read_receipt
from kernel.agency import Agency
from kernel.errors import Refused
from kernel.thai import arabic_digits, thai_date
from qr import links
from web import fraud_texts as texts
from web.fraud_large import too_large
from web.pages import agency_called, page, private
from web.parts import here

blueprint = Blueprint("receipt", __name__)
blueprint.register_error_handler(413, too_large)

MAX_BODY = 128 * 1024


@blueprint.post("/f/<code>/receipt/noted")
def noted(code: str) -> Response:
    """The last four digits typed: proof that they were written down. Nothing is looked up."""
    here().throttle.check("receipt", here().rates.receipt)
    request.max_content_length = MAX_BODY
    agency = agency_called(code)
    try:
        receipt = read_receipt(request.form.get("receipt", ""))
    except Refused as refused:
        return asked(agency, texts.receipt_refusal(refused.reason))
    last = "".join(symbol for symbol in arabic_digits(request.form.get("last", "")[:60]) if symbol.isdigit())
    if last not in {receipt.digits[-GROUP:], receipt.digits}:
        return receipt_page(agency, receipt, texts.LAST_DIFFERS)
    return private(page("fraud_noted.html", agency=agency, come_back=_come_back(agency), follow=_address(agency)))


@blueprint.get("/f/<code>/once/<token>")
def once(code: str, token: str) -> Response:
    """Where the link from the chat leads. Only a button: whoever looks links over opens them like this."""
    return private(page("fraud_once.html", agency=agency_called(code), token=token))


@blueprint.post("/f/<code>/once/<token>")
def once_shown(code: str, token: str) -> Response:
    """The receipt of a report from the chat, once."""
    here().throttle.check("receipt", here().rates.receipt)
    request.max_content_length = MAX_BODY
    agency = agency_called(code)
    try:
        receipt = here().fraud.take_one_time(agency, token[:100])
    except Refused:
        return asked(agency, texts.receipt_refusal("one_time_over"))
    return receipt_page(agency, receipt)


def receipt_page(agency: Agency, receipt: Receipt, error: str = "", *, thin: bool = False) -> Response:
    """The receipt in groups of four, to be written down. `thin`: the report could say more."""
    shown = page(
        "fraud_receipt.html",
        422 if error else 200,
        agency=agency,
        groups=receipt.groups,
        spoken=", ".join(" ".join(group) for group in receipt.groups),
        come_back=_come_back(agency),
        follow=_address(agency),
        error=error,
        thin=thin,
    )
    return private(shown)


def asked(agency: Agency, error: str = "", status: int = 422, kept: str = "", done: str = "") -> Response:
    """Where to type the receipt; with what went wrong or was done, and what was typed, to be copied."""
    return private(
        page("receipt_form.html", status if error else 200, agency=agency, error=error, kept=kept, done=done)
    )


def _come_back(agency: Agency) -> str:
    return thai_date(here().fraud.come_back(agency))


def _address(agency: Agency) -> str:
    return links.fraud_door(here().base_url, agency).split("//", 1)[1] + "/receipt"
