"""`python -m app doctor`: what is wrong, in two languages, before the citizen notices."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from click.testing import Result

from app.house import House
from app.settings import Settings
from app.texts_doctor import SENTENCES
from devtools.line import Channel, Platform, Running, serve
from qa.entries import Entry
from qa.knowledge import publish_entry
from tests.app.conftest import Run, typing_in
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock

THAI = re.compile("[ก-๙]")
GOOD = {"secret": "5" * 32, "token": "t" * 170 + "==", "basic_id": "@banmai", "bot_user_id": "U" + "7" * 32}


def wrong(result: Result) -> list[str]:
    """The lines that have to be mended; each says it in Thai and in English."""
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    lines = [line for line in result.output.splitlines() if line.startswith(" WRONG ")]
    assert [line for line in lines if not (THAI.search(line) and re.search("[A-Za-z]{4}", line))] == []
    assert result.exit_code == (1 if lines else 0)
    return lines


def connect(house: House, **changed: str) -> None:
    with house.workplace.begin() as work:
        work.credentials.put(BAN_MAI, "line", GOOD | changed)


def keep_alive(house: House) -> None:
    with house.workplace.begin() as work:
        work.heartbeats.beat("worker", house.clock.now())


@pytest.fixture
def line(clock: FrozenClock) -> Iterator[tuple[Running, Channel]]:
    """A LINE over HTTP that knows Ban Mai's account."""
    platform = Platform(clock)
    channel = platform.add_channel("banmai", **GOOD, name="อบต.บ้านใหม่")  # type: ignore[arg-type]
    with serve(platform) as running:
        yield running, channel
    platform.close()


@pytest.fixture
def connected(house: House, line: tuple[Running, Channel]) -> Iterator[House]:
    """The populated house in front of that LINE."""
    keep_alive(house)
    opened = House(Settings(data=house.settings.data, line_api=line[0].url), house.clock)
    connect(opened)
    yield opened
    opened.close()


def test_doctor_finds_nothing_wrong_in_a_fresh_office(house: House, run: Run) -> None:
    keep_alive(house)
    assert wrong(run("doctor", "--offline")) == []


def test_doctor_before_migrate_says_what_to_do(bare: House) -> None:
    assert "python -m app migrate" in wrong(typing_in(bare)("doctor"))[0]


def test_doctor_finds_a_worker_that_does_not_run(run: Run) -> None:
    (line,) = wrong(run("doctor", "--offline"))
    assert "python -m app worker" in line


@pytest.mark.parametrize(
    ("name", "pasted", "seen"),
    [
        ("secret", "1650000000", "line_channel_id"),
        ("token", "5" * 32, "line_secret"),
        ("token", "", "empty"),
        ("basic_id", "U" + "7" * 32, "line_user_id"),
    ],
)
def test_doctor_tells_wrong_shapes_apart_without_printing_them(
    house: House, run: Run, name: str, pasted: str, seen: str
) -> None:
    keep_alive(house)
    connect(house, **{name: pasted})
    result = run("doctor", "--offline")
    (line,) = wrong(result)
    assert (seen in line, "banmai" in line) == (True, True)
    assert [secret for secret in (GOOD["secret"], GOOD["token"], pasted) if secret and secret in result.output] == []


def test_doctor_finds_a_google_key_that_is_not_whole_without_asking_google(house: House, run: Run) -> None:
    keep_alive(house)
    whole = {
        "type": "service_account", "client_email": "bot@p.iam.gserviceaccount.com",
        "private_key": "-----BEGIN PRIVATE KEY-----\nsecret-part\n-----END PRIVATE KEY-----\n",
        "token_uri": "https://oauth2.googleapis.com/token",
    }  # fmt: skip
    for lost, lines in ((None, 0), ("client_email", 1), ("private_key", 1)):
        account = {name: value for name, value in whole.items() if name != lost}
        with house.workplace.begin() as work:
            work.credentials.put(BAN_MAI, "sheets", {"service_account": account, "spreadsheet_id": "s" * 44})
        result = run("doctor", "--offline")
        found = wrong(result)
        assert [("banmai" in line, "paste all of it" in line) for line in found] == [(True, True)] * lines
        assert "secret-part" not in result.output


def test_english_half_names_the_place_that_the_thai_half_names() -> None:
    same = (
        "LINE Developers",
        "Basic settings",
        "Messaging API",
        "Official Account Manager",
        "python -m app",
        "PRONGSAI_",
    )
    places = dict(zip(same, same, strict=True)) | {"ระบบเจ้าหน้าที่": "staff console"}
    halves = {key: text.split(" / ", 1) for key, text in SENTENCES.items()}
    assert [key for key, both in halves.items() if len(both) != 2] == []
    named = [(key, there) for key, (thai, _) in halves.items() for there in places if there in thai]
    assert len(named) > 10
    assert [(key, there) for key, there in named if places[there] not in halves[key][1]] == []


def test_doctor_sees_that_line_works(connected: House, line: tuple[Running, Channel]) -> None:
    line[1].webhook_url = f"{connected.settings.public_url}/line/banmai/webhook"
    (finding,) = wrong(typing_in(connected)("doctor"))
    assert "LINE could not call us" in finding  # nobody listens there; all before that is in order


@pytest.mark.parametrize(
    ("address", "said"),
    [(None, "LINE has no webhook URL on file"), ("https://elsewhere.example/hook", "points elsewhere")],
)
def test_doctor_finds_a_wrong_webhook_address(
    connected: House, line: tuple[Running, Channel], address: str | None, said: str
) -> None:
    line[1].webhook_url = address
    (finding,) = wrong(typing_in(connected)("doctor"))
    assert said in finding


def test_doctor_finds_a_token_that_line_refuses(connected: House) -> None:
    connect(connected, token="x" * 170 + "==")
    (finding,) = wrong(typing_in(connected)("doctor"))
    assert "LINE refuses this token" in finding


def test_doctor_finds_a_line_that_does_not_answer(connected: House, line: tuple[Running, Channel]) -> None:
    line[0].close()
    (finding,) = wrong(typing_in(connected)("doctor"))
    assert "LINE cannot be reached" in finding


def test_doctor_lists_what_is_still_unfilled(house: House, run: Run) -> None:
    with house.workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, phone="", website=""))
        said = {"tel": "โทร {phone}", "web": "ดูที่ {website}\nหรือโทร {phone}", "odd": "โทร {fone} ได้เลย"}
        for entry_id, answer in said.items():
            publish_entry(work, BAN_MAI, Entry(entry_id, "ติดต่อ", f"ถาม {entry_id}", f"ตอบ\n{answer}"))
    told = [line for line in run("doctor", "--offline").output.splitlines() if "{" in line]
    assert [re.sub(r".*: (?=\{)", "", line) for line in told] == [
        "{phone} เบอร์โทร (2): tel, web", "{fone}  (1): odd", "{website} เว็บไซต์ (1): web",
    ]  # fmt: skip
    assert ["ข้อมูลหน่วยงาน" in line for line in told] == [True, False, True]


def test_doctor_does_not_ask_the_real_line_about_the_demo_office(house: House, run: Run) -> None:
    connect(house)
    with house.workplace.begin() as work:
        work.agencies.change(replace(BAN_MAI, demo=True))
    assert SENTENCES["line_demo"] in run("doctor").output
