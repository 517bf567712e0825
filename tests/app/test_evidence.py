"""The paper of the two doors is read from what is installed, and says so when something is missing or shared."""

import io
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import create_engine, make_url

from app.evidence import screens, stores
from app.evidence.stores import Store
from app.house import House
from kernel.thai import thai_date
from tests.app.conftest import Run
from tests.cast import BAN_MAI

FAKE = """#!/bin/sh
for word in "$@"; do
  case "$word" in
    --screenshot=*) cp '{png}' "${{word#--screenshot=}}" ;;
    http*) echo "$word" >> '{log}' ;;
  esac
done
"""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder in which programs are found: at first it is empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def a_browser(tools: Path, script: str) -> None:
    (tools / "chromium").write_text(script)
    (tools / "chromium").chmod(0o755)


def read(paper: Path) -> tuple[str, set[str]]:
    """The text layer without its spaces, and what the QR codes of the pages say."""
    document = pypdfium2.PdfDocument(paper)
    said, seen = "", set()
    for page in document:
        said += page.get_textpage().get_text_range()
        seen |= {code.text for code in zxingcpp.read_barcodes(page.render(scale=2).to_pil())}
    document.close()
    return "".join(said.split()), seen


def test_paper_names_both_doors_their_tables_and_rights(house: House, run: Run, tools: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / "sealed.db").chmod(0o640)
    result = run("evidence", "two-doors", "--agency", "banmai", "--out", tmp_path / "doors.pdf")
    assert (result.exit_code, "No Chromium" in result.stderr, "0 pictures" in result.stdout) == (0, True, True)
    said, seen = read(tmp_path / "doors.pdf")
    assert seen == {"http://127.0.0.1:8000/a/banmai/complain", "http://127.0.0.1:8000/f/banmai"}
    for words in (
        BAN_MAI.name, thai_date(house.clock.now().date()), "SQLite prongsai.db", "SQLite sealed.db", "-rw-r-----",
        "case_messages", "survey_tallies", "ไม่มีตารางชื่อเดียวกัน", "ยังไม่เปิดรับเรื่อง", "เครื่องนี้ไม่มีโปรแกรม Chromium",
    ):  # fmt: skip
        assert "".join(words.split()) in said


def test_paper_shows_the_pages_that_a_browser_draws(run: Run, tools: Path, tmp_path: Path) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (82, 200), "#0a4d46").save(drawn, "PNG")
    (tmp_path / "page.png").write_bytes(drawn.getvalue())
    script = FAKE.replace("cp ", "/bin/cp ")
    a_browser(tools, script.format(png=tmp_path / "page.png", log=tmp_path / "asked.log"))
    result = run("evidence", "two-doors", "--agency", "banmai", "--out", tmp_path / "doors.pdf")
    assert (result.exit_code, "4 pictures" in result.stdout) == (0, True)
    asked = [address.partition("/a/")[2] or "fraud" for address in (tmp_path / "asked.log").read_text().split()]
    assert asked == ["banmai/complain", "fraud", "banmai/suggest", "banmai"]
    document = pypdfium2.PdfDocument(tmp_path / "doors.pdf")
    assert (10, 77, 70) in [colour for _, colour in document[len(document) - 1].render().to_pil().getcolors(100_000)]
    document.close()


def test_a_browser_that_fails_leaves_a_sentence(run: Run, tools: Path, tmp_path: Path) -> None:
    a_browser(tools, "#!/bin/sh\nexit 3\n")
    result = run("evidence", "two-doors", "--agency", "banmai", "--out", tmp_path / "doors.pdf")
    assert (result.exit_code, "0 pictures" in result.stdout) == (0, True)
    assert "ถ่ายภาพหน้านี้ไม่สำเร็จ" in read(tmp_path / "doors.pdf")[0]


def test_pages_are_served_to_this_machine_alone_and_as_https_when_that_is_the_address() -> None:
    from urllib.request import urlopen

    def app(environ: dict[str, str], start: object) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])  # type: ignore[operator]
        return [environ["wsgi.url_scheme"].encode()]

    with screens.served(app, secure=True) as address:
        assert address.startswith("http://127.0.0.1:")
        assert urlopen(address).read() == b"https"  # noqa: S310 - our own


def test_what_is_shared_is_found() -> None:
    one = Store("SQLite", "a.db", ["alembic_version", "log", "questions"], [], [])
    other = Store("SQLite", "b.db", ["alembic_version", "cases", "log"], ["cases > questions"], [])
    assert stores.shared(one, other) == ["log", "cases > questions"]
    assert stores.shared(one, one)[0] == "a.db"


def test_rights_on_postgresql_are_the_real_grants(postgres_url: str) -> None:
    engine = create_engine(make_url(postgres_url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    clerk = make_url(postgres_url).database + "_clerk"  # type: ignore[operator]
    with engine.connect() as connection:
        for order in (
            "CREATE SCHEMA sealed", "CREATE TABLE questions (n int primary key)",
            "CREATE TABLE sealed.cases (n int primary key REFERENCES questions)", f"CREATE ROLE {clerk}",
            f"GRANT SELECT, INSERT ON questions TO {clerk}",
        ):  # fmt: skip
            connection.exec_driver_sql(order)
        own = connection.exec_driver_sql("SELECT current_user").scalar_one()
    general, sealed = stores.read(engine), stores.read(engine, "sealed")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP OWNED BY {clerk}")
        connection.exec_driver_sql(f"DROP ROLE {clerk}")
    engine.dispose()
    assert (general.place, list(general.tables), list(sealed.tables)) == ("public", ["questions"], ["cases"])
    assert (clerk, "INSERT SELECT", "1", True) in [(p.who, p.what, p.of, p.wide) for p in general.permissions]
    assert {p.who for p in sealed.permissions if p.what != "SUPERUSER"} == {own}
    assert stores.shared(general, sealed) == ["cases > questions"]
