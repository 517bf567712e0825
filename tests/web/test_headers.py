"""What every response tells the browser, and how errors read."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.cast import TAX_COUNTER
from tests.web.reading import links_of, words
from web import Parts, install

PAGES = [
    "/",
    "/a/banmai",
    "/a/banmai/statistics",
    f"/q/{TAX_COUNTER.code}",
    f"/s/{TAX_COUNTER.code}",
    "/f/banmai",
    "/x",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_forbids_foreign_content(client: FlaskClient, path: str):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    for rule in ("default-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_inline_script_style_or_foreign_resources(client: FlaskClient, path: str):
    text = client.get(path).text
    for ours in ("/s/static/survey.js", "/f-static/fraud.js"):
        text = text.replace(f'<script src="{ours}" defer></script>', "")
    for forbidden in ("<script", " style=", "<style", "onclick", 'src="http', "@import", "javascript:"):
        assert forbidden not in text
    assert '<html lang="th">' in text


def test_hsts_is_said_over_https_only(client: FlaskClient):
    plain = client.get("/", base_url="http://abt.go.th").headers.get("Strict-Transport-Security")
    secure = client.get("/", base_url="https://abt.go.th").headers.get("Strict-Transport-Security")
    assert (plain, secure) == (None, "max-age=31536000")


def test_an_odd_method_is_told_so(client: FlaskClient):
    page = client.delete("/a/banmai")
    assert (page.status_code, "เปิดหน้านี้แบบนี้ไม่ได้" in words(page)) == (405, True)
    assert "GET" in page.headers["Allow"]
    assert links_of(page)[-1] == "/"


def test_too_many_posts_are_asked_to_wait(app: Flask, client: FlaskClient):
    answers = [client.post("/f/banmai", data={}).status_code for _ in range(31)]
    assert answers == [422] * 30 + [429]
    page = client.post("/f/banmai", data={})
    assert (page.headers["Retry-After"], "โปรดรอ 1 นาที" in words(page)) == ("60", True)


def test_limits_of_one_door_leave_the_others_open(client: FlaskClient):
    assert [client.post("/f/banmai", data={}).status_code for _ in range(31)][-1] == 429
    assert client.post(f"/s/{TAX_COUNTER.code}", data={}).status_code == 422
    assert client.post("/f/banmai/receipt", data={}).status_code == 422


def test_limits_look_at_the_network_not_the_machine(client: FlaskClient):
    from_network = [{"REMOTE_ADDR": f"198.51.100.{n}"} for n in range(31)]
    answers = [client.post("/f/banmai", data={}, environ_overrides=who).status_code for who in from_network]
    elsewhere = client.post("/f/banmai", data={}, environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    assert (answers[-1], elsewhere.status_code) == (429, 422)


def test_a_forwarded_address_is_not_believed(client: FlaskClient):
    spoofed = [{"X-Forwarded-For": f"10.0.{n}.1"} for n in range(31)]
    assert [client.post("/f/banmai", data={}, headers=one).status_code for one in spoofed][-1] == 429


def test_a_failure_says_sorry_and_not_why(parts: Parts, caplog: pytest.LogCaptureFixture):
    app = Flask("failing")
    install(app, parts)

    @app.get("/broken")
    def broken() -> str:
        raise ValueError("U" + "a" * 32)

    page = app.test_client().get("/broken")
    assert (page.status_code, "ระบบขัดข้อง" in words(page)) == (500, True)
    assert "U" + "a" * 32 not in page.text
