"""The fraud door shares nothing with questions, suggestions and general complaints; and the walk would notice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, String, Table

from app.factories import create_app
from app.house import House
from app.settings import Settings
from bot.state import State
from bot.topics import menu
from console import accounts
from console.pages import NAV
from kernel.errors import Refused
from storage import tables as product_tables
from storage.sealed import tables as sealed_tables
from tests.bot.talking import desk_with
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.house import two_doors

PUBLIC = (
    "",
    "/ask",
    "/suggest",
    "/complain",
    "/follow",
    "/rate",
    "/statistics",
    "/questions",
    "/privacy",
    "/guideline",
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A whole installation with one office."""
    made = House(Settings(data=Path(tmp_path_factory.mktemp("doors")) / "data"), FrozenClock())
    made.migrate()
    with made.workplace.begin() as work:
        work.agencies.add(BAN_MAI)
    yield made
    made.close()


def test_addresses_are_apart(house: House) -> None:
    rules = two_doors.rules_of(create_app(house))
    assert len([one for one in rules if two_doors.is_fraud(one[0])]) > 20
    assert two_doors.shared_addresses(rules) == []


def test_tables_are_apart() -> None:
    assert two_doors.shared_tables(product_tables.metadata, sealed_tables.metadata) == []


def test_code_is_apart() -> None:
    files = two_doors.sources("qa", "surveys", "sheets_sync", "complaints", "storage", "web", "console")
    assert two_doors.shared_imports(files) == []


def test_pages_lead_from_one_door_into_the_other_nowhere(house: House) -> None:
    client = create_app(house).test_client()
    fraud = [client.get(path, base_url="https://x.example") for path in ("/f/banmai", "/f/banmai/receipt")]
    others = [client.get(f"/a/banmai{path}") for path in PUBLIC]
    assert {page.status_code for page in others} == {200}
    assert [two_doors.strange_links(page.text, fraud=True) for page in fraud] == [[], []]
    assert [two_doors.strange_links(page.text, fraud=False) for page in others] == [[]] * len(PUBLIC)


def test_line_menu_keeps_the_door_in_a_bubble_of_its_own() -> None:
    shown = menu.show(desk_with(), State()).messages
    assert any("/f/" in str(bubble) for bubble in shown)
    assert two_doors.shared_bubbles(shown) == []


def test_console_menus_and_staff_lists_are_apart(house: House) -> None:
    menus = {role: [item.endpoint for item in NAV if not item.roles or role in item.roles] for role in accounts.ROLES}
    assert ("cases" in menus["officer"], menus["auditor"]) == (True, ["home", "audit", "own"])
    assert two_doors.shared_menus(menus, common=("home", "own")) == []
    for two in (("officer", "clerk"), ("auditor", "admin"), ("officer", "auditor")):
        with house.workplace.begin() as work, pytest.raises(Refused, match="officer_alone"):
            accounts.invite(work, BAN_MAI, "สองหน้าที่", "both", two, house.clock)


# -- the walk notices


@pytest.mark.parametrize(
    "rule",
    [
        ("/a/<code>/complain", "web.fraud"),
        ("/f/<code>/ask", "web.ask"),
        ("/console/questions/<id>", "console.case_views"),
        ("/console/cases/export", "console.export_views"),
    ],
)
def test_walk_finds_a_shared_address(rule: tuple[str, str]) -> None:
    assert two_doors.shared_addresses([("/f/<code>", "web.fraud"), rule]) == [f"{rule[0]} is served by {rule[1]}"]


def test_walk_finds_shared_tables() -> None:
    product, sealed = MetaData(), MetaData()
    Table("audit_log", product, Column("n", String, primary_key=True))
    Table("fraud_reports", product, Column("n", String, primary_key=True))
    Table("audit_log", sealed, Column("n", String, primary_key=True), Column("user_id", String))
    Table("notes", sealed, Column("n", String, ForeignKey("audit_log.n"), primary_key=True))
    found = two_doors.shared_tables(product, sealed)
    assert found == ["audit_log", "notes refers to another table", "fraud_reports", "audit_log.user_id"]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("qa.inbox", "from complaints.opened import OpenedCase"),
        ("sheets_sync.tabs", "import complaints.casework"),
        ("complaints.intake", "from qa import passing"),
        ("console.case_views", "from qa.inbox import read"),
    ],
)
def test_walk_finds_shared_code(name: str, source: str) -> None:
    assert two_doors.shared_imports({name: source}) != []
    assert two_doors.shared_imports({"sheets_sync.tabs": "from complaints.statistics import Snapshot"}) == []


def test_walk_finds_links_and_bubbles_that_mix_the_doors() -> None:
    page = '<form action="/a/banmai/complain"></form><a href="/a/banmai/ask">x</a><button formaction="/s/AB">y</button>'
    assert len(two_doors.strange_links(page, fraud=True)) == 3
    assert two_doors.strange_links('<form action="/f/banmai"></form>', fraud=False) == ["/f/banmai"]
    door = {"type": "uri", "uri": "https://x/f/banmai"}
    mixed = {"altText": "เมนู", "contents": [door, {"type": "postback", "data": "v1|menu|to=complain"}]}
    assert two_doors.shared_bubbles([mixed]) == ["เมนู: beside 1 others"]


def test_walk_finds_a_shared_menu() -> None:
    menus = {"officer": ["home", "cases", "questions"], "clerk": ["home", "questions"]}
    assert two_doors.shared_menus(menus, common=("home",)) == ["questions is also clerk's"]
