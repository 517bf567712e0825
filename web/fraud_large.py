"""What came was larger than anything that is kept: a page that says what to do, instead of a broken connection."""

from flask import Response, request

from web import fraud_files
from web import fraud_texts as texts
from web.pages import agency_called, page, private


def too_large(_: Exception) -> Response:
    """For every page of the fraud door. Nothing of what came is kept; the browser still has the words."""
    fraud_files.read_on()
    code = (request.view_args or {}).get("code", "")
    form = (request.endpoint or "").startswith("fraud.")
    agency = agency_called(str(code))
    back = f"/f/{agency.code}" if form else f"/f/{agency.code}/receipt"
    return private(page("fraud_large.html", 413, agency=agency, limit=fraud_files.Limit(), back=back, texts=texts))
