"""Whatever a stranger sends: a kind answer, never a failure of ours."""

from dataclasses import replace

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import TAX_COUNTER
from tests.fakes.fraud_door import DAO, PLAENG
from web import Parts, Rates, install

CODE = TAX_COUNTER.code
DOORS = [
    "/", "/a/", "/a/banmai/", "/q/", "/Q/", "/s/", f"/s/{CODE}/", "/s/agency/", "/f", "/f/", "/f/banmai/", "/F/",
    "/f/banmai/receipt", "/f/banmai/receipt/noted", "/a/banmai/statistics.", f"/s/{CODE}", "/f/banmai",
]  # fmt: skip
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"]
FIELDS = ["token", "round", "what", "who", "exclude", "category", "receipt", "last", "e1", "e9", "again"]
USUAL = ["0", "1", "6", "-1", "\x00", "0" * 24, PLAENG.id, DAO.id, "bribery", "eit-2567:2570Q1"]
FORMS = st.dictionaries(st.sampled_from(FIELDS), st.lists(st.text(max_size=60) | st.sampled_from(USUAL), max_size=3))
CONTENT = [None, "application/json", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain"]
CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def unlimited(parts: Parts) -> Flask:
    """The pages with generous limits, so that the doors behind them are reached."""
    app = Flask("public")
    app.config["PREFERRED_URL_SCHEME"] = "https"  # as behind the proxy that ends TLS
    plenty = "1000000/second"
    install(app, replace(parts, rates=Rates(plenty, plenty, plenty)))
    return app


@CALM
@given(method=st.sampled_from(METHODS), door=st.sampled_from(DOORS), rest=st.text(max_size=30))
def test_any_address_is_answered(unlimited: Flask, method: str, door: str, rest: str):
    assert unlimited.test_client().open(door + rest, method=method).status_code < 500


@CALM
@given(door=st.sampled_from(DOORS), body=st.binary(max_size=400), content=st.sampled_from(CONTENT))
def test_any_body_is_answered(unlimited: Flask, door: str, body: bytes, content: str | None):
    assert unlimited.test_client().post(door, data=body, content_type=content).status_code < 500


@CALM
@given(door=st.sampled_from(DOORS), fields=FORMS)
def test_any_form_is_answered(unlimited: Flask, door: str, fields: dict[str, list[str]]):
    assert unlimited.test_client().post(door, data=fields).status_code < 500


@pytest.mark.parametrize("path", [f"/s/{CODE}", "/f/banmai", "/f/banmai/receipt", "/f/banmai/receipt/noted"])
@pytest.mark.parametrize("named", ["form-data", 'form-data; filename="a.txt"', "attachment"])
def test_field_without_a_name_is_no_failure_of_ours(app: Flask, path: str, named: str):
    body = f"--edge\r\nContent-Disposition: {named}\r\n\r\nx\r\n--edge--\r\n".encode()
    answer = app.test_client().post(path, data=body, content_type="multipart/form-data; boundary=edge")
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    "headers", [{"Host": "a b"}, {"Cookie": "answered-banmai=" + "x" * 4000}, {"Range": "bytes=9-"}]
)
def test_odd_headers_are_answered(app: Flask, headers: dict[str, str]):
    assert app.test_client().get(f"/s/{CODE}", headers=headers).status_code < 500
