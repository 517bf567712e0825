"""`python -m app ask sync`."""

import json
from pathlib import Path

import openpyxl

from app.house import House
from app.settings import Settings
from qa.entries import Entry
from qa.seed import starter
from sheets_sync.lease import Lease
from tests.app.conftest import Run, sentence, typing_in
from tests.cast import BAN_MAI, NONG_BUA, NOON

STARTER_QUESTION = starter()[0].question
TRASH = Entry("trash", "สาธารณูปโภค", "รถเก็บขยะมาวันไหน", "ทุกวันจันทร์", ("เก็บขยะวันไหน",))
TAX = Entry("tax", "ภาษี", "จ่ายภาษีที่ดินที่ไหน", "ชั้น 1", ("เสียภาษีที่ดินตรงไหน",))


def test_ask_uses_the_starter_questions_before_migrate(bare: House) -> None:
    result = typing_in(bare)("ask", "--json", STARTER_QUESTION)
    found = json.loads(result.stdout)
    assert list(found) == ["route", "decision", "sureness", "answers"]
    assert (found["decision"], len(found["answers"])) == ("answer", 3)


def test_ask_uses_the_starter_questions_while_there_is_no_agency(bare: House) -> None:
    bare.migrate()
    assert typing_in(bare)("ask", STARTER_QUESTION).output.startswith("decision: answer\n")


def test_ask_answers_from_the_agencys_own_entries(house: House, run: Run) -> None:
    with house.workplace.begin() as work:
        work.faq.put(BAN_MAI, TRASH, NOON)
        work.faq.put(BAN_MAI, TAX, NOON)
        work.faq.put(NONG_BUA, TAX, NOON)
    found = json.loads(run("ask", "--agency", "banmai", "--json", "รถเก็บขยะมาวันไหน").stdout)
    assert (found["answers"][0]["id"], found["answers"][0]["answer"]) == ("trash", "ทุกวันจันทร์")
    other = json.loads(run("ask", "--agency", "nongbua", "--json", "รถเก็บขยะมาวันไหน").stdout)
    assert [answer["id"] for answer in other["answers"] if answer["id"] == "trash"] == []


def test_ask_passes_on_what_nothing_fits(bare: House) -> None:
    assert json.loads(typing_in(bare)("ask", "--json", "qwertyuiop").stdout)["decision"] == "pass_on"


def test_ask_says_which_of_two_agencies(run: Run) -> None:
    assert sentence(run("ask", "รถเก็บขยะมาวันไหน")).endswith("There are: banmai nongbua")
    assert "No such agency" in sentence(run("ask", "--agency", "x", "รถเก็บขยะมาวันไหน"))


def test_ask_orders_as_the_bot_does_with_its_engine(migrated: Path) -> None:
    house = House(Settings(data=migrated, qa_engine="qa.engine:no_such"))
    assert sentence(typing_in(house)("ask", "--agency", "banmai", "ขยะ")).endswith("it is module:factory.")
    house.close()


def test_sync_writes_a_workbook_of_each_agency(house: House, run: Run) -> None:
    result = run("sync")
    books = [house.settings.workbooks / f"{code}.xlsx" for code in ("banmai", "nongbua")]
    assert [line.split("\t") for line in result.output.splitlines() if "\t" in line] == [
        [book.stem, "workbook written", "google off", str(book)] for book in books
    ]
    for path in books:
        book = openpyxl.load_workbook(path, read_only=True)
        assert len(book.sheetnames) >= 8
        book.close()


def test_sync_of_one_agency_leaves_the_other(house: House, run: Run) -> None:
    assert run("sync", "--agency", "nongbua").exit_code == 0
    assert [path.name for path in house.settings.workbooks.glob("*.xlsx")] == ["nongbua.xlsx"]


def test_sync_says_what_it_found_and_did(house: House, run: Run) -> None:
    def became(*options: str) -> str:
        return run("sync", "--agency", "banmai", *options).output.splitlines()[-1].split("\t")[1]

    assert (became(), became(), became("--verify"), became("--rebuild")) == (
        "workbook written", "workbook unchanged", "workbook unchanged", "workbook written",
    )  # fmt: skip
    (house.settings.workbooks / "banmai.xlsx").write_bytes(b"torn")
    assert (became(), became("--verify")) == ("workbook unchanged", "workbook written")


def test_sync_goes_on_past_an_agency_that_has_to_wait(house: House, run: Run) -> None:
    lease = Lease(house.workplace, BAN_MAI, house.clock)
    lease.take()
    result = run("sync")
    assert result.exit_code == 1
    assert [line.split("\t")[:2] for line in result.output.splitlines() if "\t" in line] == [
        ["banmai", "later: busy"], ["nongbua", "workbook written"],
    ]  # fmt: skip
    with house.workplace.read() as work:
        waiting = [[job.kind for job in work.jobs.waiting(agency)] for agency in (BAN_MAI, NONG_BUA)]
    assert waiting == [["sync"], []]  # the worker goes on
