"""The chat page's JSON interface, its mounting, and the command line."""

import base64
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import urllib3

from devtools.line import Channel, Person, Platform, Running
from devtools.line.__main__ import arguments, main
from devtools.line.wsgi import create_app, create_chat_app
from tests.devtools.line.webhook import Webhook

PNG = b"\x89PNG\r\n\x1a\n photo"


class Page:
    """What the page's script does, without a browser."""

    def __init__(self, url: str, pool: urllib3.PoolManager) -> None:
        self.url, self.pool = url, pool

    def get(self, path: str) -> urllib3.BaseHTTPResponse:
        return self.pool.request("GET", self.url + path, redirect=False)

    def state(self, person: Person | None = None, since: int = -1) -> Any:
        return self.get(
            f"api/state?since={since}" + (f"&person={person.user_id}&channel=demo" if person else "")
        ).json()

    def act(self, person: Person, do: str, **more: Any) -> urllib3.BaseHTTPResponse:
        body = {"channel": "demo", "person": person.user_id, "do": do, **more}
        return self.pool.request("POST", self.url + "api/act", json=body)


@pytest.fixture
def page(platform: Platform, channel: Channel) -> Iterator[Page]:
    server = Running(create_app(platform))
    with urllib3.PoolManager() as pool:
        yield Page(f"{server.url}/chat/", pool)
    server.close()


def test_page_is_self_contained_and_says_it_is_not_line(page: Page) -> None:
    answer = page.get("")
    html = answer.data.decode()
    assert "นี่คือไลน์จำลองสำหรับทดลอง ไม่ใช่ไลน์จริง" in html
    assert [word for word in ("http://", "https://", "style=", "onclick", "<style") if word in html] == []
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")
    for name in ("chat.js", "flex.js", "panel.js", "chat.css", "icon.svg"):
        assert page.get(f"page/{name}").status == 200
    assert page.get("page/../pageapp.py").status == 404


def test_page_takes_the_font_of_the_product(platform: Platform) -> None:
    app = create_chat_app(platform, font_css="/assets/fonts.css")
    environ = {"PATH_INFO": "/", "REQUEST_METHOD": "GET"}
    html = b"".join(app(environ, lambda *_: None)).decode()
    assert '<link rel="stylesheet" href="/assets/fonts.css">' in html


def test_state_is_short_when_nothing_changed(page: Page, somchai: Person) -> None:
    version = page.state(somchai)["version"]
    assert page.state(somchai, since=version) == {"version": version}
    somchai.send_text("สวัสดี").wait()  # type: ignore[union-attr]
    assert page.state(somchai, since=version)["chat"]["entries"][0]["message"]["text"] == "สวัสดี"


def test_state_of_an_empty_platform_and_of_nobody() -> None:
    empty = Running(create_app(Platform()))
    with urllib3.PoolManager() as pool:
        page = Page(f"{empty.url}/chat/", pool)
        assert page.state()["people"] == []
    empty.close()


def test_unknown_person_is_404(page: Page, somchai: Person) -> None:
    assert page.get("api/state?person=U1").status == 404


def test_typing_sends_a_message(page: Page, platform: Platform, webhook: Webhook, somchai: Person) -> None:
    assert page.act(somchai, "text", text="ขอเบอร์ อบต.").status == 200
    platform.settle()
    assert webhook.bodies()[0]["events"][0]["message"]["text"] == "ขอเบอร์ อบต."


@pytest.mark.parametrize("more", [{}, {"text": ""}, {"text": "ก" * 5001}])
def test_typing_nothing_or_too_much_is_refused_in_thai(more: dict[str, str], page: Page, somchai: Person) -> None:
    answer = page.act(somchai, "text", **more)
    assert (answer.status, set(answer.json())) == (400, {"error"})


def test_photo_upload_shows_and_file_upload_never_runs(page: Page, somchai: Person) -> None:
    page.act(somchai, "photo", data=base64.b64encode(PNG).decode(), media="image/png", name="a.png")
    page.act(somchai, "photo", data=base64.b64encode(b"<script>").decode(), media="text/html", name="a.html")
    photo, file = (page.get(f"api/content/{entry['id']}") for entry in page.state(somchai)["chat"]["entries"])
    assert (photo.headers["Content-Type"], photo.data) == ("image/png", PNG)
    assert file.headers["Content-Type"] == "application/octet-stream"


def test_only_what_is_on_the_screen_can_be_tapped(
    page: Page, somchai: Person, webhook: Webhook, platform: Platform
) -> None:
    action = {"type": "postback", "label": "มาก", "data": "v1|a=5"}
    request = {"size": {"width": 2500, "height": 843}, "selected": True, "name": "x", "chatBarText": "เมนู"}
    area = {"bounds": {"x": 0, "y": 0, "width": 9, "height": 9}, "action": action}
    assert page.act(somchai, "tap", action=action).status == 400
    platform.channel().show_menu({**request, "areas": [area]})
    assert page.act(somchai, "tap", action=action).status == 200
    platform.settle()
    assert [body["events"][0]["postback"]["data"] for body in webhook.bodies()] == ["v1|a=5"]


def test_blocking_unsending_redelivering(page: Page, platform: Platform, webhook: Webhook, somchai: Person) -> None:
    page.act(somchai, "text", text="ลับ")
    page.act(somchai, "unsend", id=page.state(somchai)["chat"]["entries"][0]["id"])
    page.act(somchai, "redeliver")
    page.act(somchai, "block")
    assert page.act(somchai, "text", text="สวัสดี").status == 400
    page.act(somchai, "follow")
    platform.settle()
    kinds = [body["events"][0]["type"] for body in webhook.bodies()]
    assert kinds == ["message", "unsend", "unsend", "unfollow", "follow"]


def test_panel_switches(page: Page, platform: Platform, channel: Channel, somchai: Person) -> None:
    page.act(somchai, "device", value="pc")
    page.act(somchai, "redelivery", value=True)
    page.act(somchai, "quota", value=7)
    page.act(somchai, "fault", kind="500", endpoint="reply", times=2)
    state = page.state(somchai)
    assert (state["chat"]["device"], state["panel"]["redelivery"], state["panel"]["quota"]) == ("pc", True, 7)
    assert state["panel"]["faults"] == [{"kind": "500", "endpoint": "reply", "times": 2}]
    page.act(somchai, "clear_faults")
    assert page.state(somchai)["panel"]["faults"] == []
    assert page.act(somchai, "fault", kind="earthquake").status == 400


def test_second_person_is_added(page: Page, platform: Platform, somchai: Person) -> None:
    made = page.act(somchai, "add_person", name="มาลี").json()["person"]
    assert platform.people[made].name == "มาลี"
    assert platform.people[made].chat().relation == "stranger"


def test_transcript_downloads_as_text(page: Page, somchai: Person) -> None:
    page.act(somchai, "text", text="สวัสดี")
    answer = page.get(f"api/transcript?channel=demo&person={somchai.user_id}")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="chat.txt"'
    assert answer.data.decode() == "11:00:10 สมชาย: สวัสดี\n"


def test_another_site_cannot_act_with_a_plain_form(page: Page, somchai: Person) -> None:
    body = json.dumps({"channel": "demo", "person": somchai.user_id, "do": "text", "text": "x"})
    answer = page.pool.request("POST", page.url + "api/act", body=body, headers={"Content-Type": "text/plain"})
    assert (answer.status, somchai.sees()) == (415, [])


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b'{"do": 5}', b"\xff"])
def test_malformed_acts_are_refused(raw: bytes, page: Page) -> None:
    answer = page.pool.request("POST", page.url + "api/act", body=raw, headers={"Content-Type": "application/json"})
    assert answer.status == 400


def test_mount_without_slash_is_led_to_the_page_with_its_query(page: Page) -> None:
    answer = page.pool.request("GET", page.url.rstrip("/") + "?text=EIT%207K3F&channel=demo", redirect=False)
    assert (answer.status, answer.headers["Location"]) == (308, "/chat/?text=EIT%207K3F&channel=demo")


def test_readme_names_every_option_of_the_command() -> None:
    readme = Path("devtools/README.md").read_text("utf-8")
    options = [word for action in arguments()._actions for word in action.option_strings if word.startswith("--")]
    assert [option for option in options if option != "--help" and option not in readme] == []


def test_busy_port_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--port", str(port)]) == 1
    assert capsys.readouterr().err == f"Port {port} is busy. Give another one with --port.\n"
