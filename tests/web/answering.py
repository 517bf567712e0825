"""Answering the web survey as a person does: one tap a page."""

from collections.abc import Sequence

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.cast import TAX_COUNTER
from tests.web.reading import form_of

FORM = f"/s/{TAX_COUNTER.code}"
ITEMS = [f"e{number}" for number in range(1, 10)]


def fields(page: TestResponse) -> dict[str, str]:
    """What the page's form sends by itself."""
    return form_of(page).fields


def tap(client: FlaskClient, page: TestResponse, path: str = FORM, **pressed: str) -> TestResponse:
    """Press one button: a="4" an option, do="skip", do="back", do="send", edit="e3"."""
    return client.post(path, data={**fields(page), **pressed})


def to_review(client: FlaskClient, path: str = FORM, answers: Sequence[str] = "222222222") -> TestResponse:
    """Open the form and tap through it; "0" skips."""
    page = client.get(path)
    for given in answers:
        page = tap(client, page, path, **({"do": "skip"} if given == "0" else {"a": given}))
    return page


def answer_all(client: FlaskClient, path: str = FORM, answers: Sequence[str] = "222222222") -> TestResponse:
    """Open, tap, review, send."""
    return tap(client, to_review(client, path, answers), path.split("?", 1)[0], do="send")
