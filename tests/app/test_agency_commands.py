"""`python -m app migrate agency staff`: what they do, and the one sentence when they will not."""

from pathlib import Path

import pytest

from app.house import House
from app.settings import Settings
from qa.hours import DEFAULT
from tests.app.conftest import Run, sentence, typing_in
from tests.cast import BAN_MAI, NONG_BUA


def test_migrate_makes_both_databases_and_may_be_repeated(bare: House) -> None:
    run = typing_in(bare)
    first, second = run("migrate"), run("migrate")
    assert (first.exit_code, second.output) == (0, first.output)
    assert [line.split(": ")[0] for line in first.output.splitlines()] == ["prongsai", "sealed"]
    assert bare.settings.keys.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "words",
    [
        ["agency", "list"],
        ["agency", "add", "banmai", "อบต.บ้านใหม่"],
        ["staff", "list"],
        ["point", "list"],
        ["poster", "EA7X"],
        ["sync"],
        ["backup", "--out", "{tmp}/out"],
        ["worker"],
        ["serve"],
    ],
)
def test_commands_before_migrate_say_so(bare: House, tmp_path: Path, words: list[str]) -> None:
    said = sentence(typing_in(bare)(*(word.format(tmp=tmp_path) for word in words)))
    assert said.endswith("Try: python -m app migrate")


def test_commands_before_migrate_say_so_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    house = House(Settings(data=tmp_path, DATABASE_URL=postgres_url))
    assert sentence(typing_in(house)("agency", "list")).endswith("Try: python -m app migrate")
    house.close()


def test_database_of_a_newer_program_is_refused(house: House, run: Run) -> None:
    with house.database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert "newer program" in sentence(run("migrate"))


def test_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    house = House(Settings(data=tmp_path / "file" / "data"))
    assert sentence(typing_in(house)("migrate")) == f"Not a directory: {tmp_path}/file/data"


def test_agency_is_added_with_starter_questions_and_an_empty_statistics_page(house: House, run: Run) -> None:
    result = run("agency", "add", "dongyai", "องค์การบริหารส่วนตำบลดงใหญ่", "--short-name", "อบต.ดงใหญ่", "--size", "S")
    assert result.exit_code == 0
    with house.workplace.read() as work:
        made = work.agencies.get("dongyai")
        assert made is not None
        assert (made.short_name, made.size, len(work.faq.all(made)) >= 40) == ("อบต.ดงใหญ่", "S", True)
        assert work.faq.all(BAN_MAI) == []
    assert len(house.fraud.published(made)) == 1


@pytest.mark.parametrize("code", ["B", "Ban", "บ้านใหม่", "a b", "-ab", "ab-", "a" * 33, "a/b", "²²"])
def test_bad_agency_code_is_refused(house: House, code: str) -> None:
    said = sentence(typing_in(house)("agency", "add", "--", code, "ชื่อ"))
    assert said.endswith("An agency code has 2 to 32 of a-z, 0-9 and hyphens inside, e.g. banmai.")


def test_taken_agency_code_is_refused_and_changes_nothing(run: Run) -> None:
    before = run("agency", "list").output
    assert sentence(run("agency", "add", "banmai", "อื่น")).endswith("An agency has this code already.")
    assert run("agency", "list").output == before == f"banmai\t{BAN_MAI.name}\nnongbua\t{NONG_BUA.name}\n"


def test_agency_set_changes_one_field_of_one_agency(house: House, run: Run) -> None:
    run("agency", "set", "--agency", "banmai", "complaint_days", "30")
    with house.workplace.read() as work:
        days = [one.complaint_days for one in work.agencies.all()]
    assert days == [30, NONG_BUA.complaint_days]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("complaint_days", "สิบ", "complaint_days must be a number."),
        ("complaint_grain", "week", "The period of published figures is one of: year half quarter month."),
        ("complaint_office_days", "True", "complaint_office_days must be on or off."),
        ("complaint_days", "²", "complaint_days must be a number."),
        ("size", "XL", "size must be S, M or L."),
        ("name", " ", "The agency needs its full name."),
        ("reply_days", "0", "reply_days is a number from 1 to 15."),
        ("push_limit", "9" * 40, "push_limit is a number from 0 to 100000."),
        ("complaint_keep_days", "30", "complaint_keep_days is a number from 0, 90 to 3650."),
        ("opening", "เช้าถึงเย็น", f"opening cannot be that; it is written like: {DEFAULT}"),
        ("closed_days", "พรุ่งนี้", "closed_days cannot be that; it is written like: 2026-12-30"),
        ("official_eit_opens", "soon", "official_eit_opens cannot be that; it is written like: 2027-01-31"),
        ("official_eit_mode", "never", "official_eit_mode is one of: first exclusive thanks."),
        ("survey_rounds", "week", "survey_rounds is one of: quarter half year."),
        ("survey_instrument", "iit-2567", "No such questionnaire; `instrument` lists them."),
        ("website", "javascript:1", "website cannot be that; it is written like: https://example.go.th"),
        ("complaint_ways", "https://desk/f/banmai", "not the fraud door's or the console's."),
        ("menu_colour", "red", "menu_colour cannot be that; it is written like: #0a4d46"),
        ("phone", "0" * 301, "phone is too long: 300 characters at most."),
        ("phone", "\udcff", "The command holds letters that are not UTF-8; type it again."),
    ],
)
def test_agency_set_refuses_kindly(run: Run, field: str, value: str, said: str) -> None:
    assert sentence(run("agency", "set", "--agency", "banmai", field, value)).endswith(said)


def test_agency_set_takes_what_the_console_takes(house: House, run: Run) -> None:
    opening = "|".join(["09:00-15:00"] * 5 + ["", ""])
    typed = {
        "opening": opening,
        "closed_days": "30/12/2569 ปิดพิเศษ",
        "menu_colour": "0A4D46",
        "fraud_chat": "on",
        "survey_instrument": "eit-2563",
        "official_eit_opens": "2027-01-31",
        "official_eit_closes": "",
    }
    assert [run("agency", "set", "--agency", "banmai", *one).exit_code for one in typed.items()] == [0] * len(typed)
    with house.workplace.read() as work:
        kept = work.agencies.get("banmai")
    stored = {**typed, "closed_days": "2026-12-30 ปิดพิเศษ", "menu_colour": "#0a4d46", "fraud_chat": True}
    assert {name: getattr(kept, name) for name in typed} == stored


def test_which_of_two_agencies_has_to_be_said(run: Run) -> None:
    assert sentence(run("staff", "list")).endswith("There are: banmai nongbua")
    assert sentence(run("staff", "list", "--agency", "nowhere")).endswith("No such agency. There are: banmai nongbua")


def test_staff_are_invited_listed_reset_and_leave(house: House, run: Run) -> None:
    link = run("staff", "invite", "--agency", "banmai", "somying", "สมหญิง", "--role", "clerk").output.strip()
    assert link.startswith(f"{house.console_url}/console/join/banmai/")
    assert run("staff", "list", "--agency", "banmai").output == "somying\tinvited\tclerk\tสมหญิง\n"
    again = run("staff", "reset", "--agency", "banmai", "somying").output.strip()
    assert (again.startswith(link.rpartition("/")[0]), again == link) == (True, False)
    assert run("staff", "leave", "--agency", "banmai", "somying").output == "somying: left\n"
    assert "\tleft\tclerk\t" in run("staff", "list", "--agency", "banmai").output
    assert run("staff", "list", "--agency", "nongbua").output == ""


def test_staff_commands_refuse_kindly(run: Run) -> None:
    run("staff", "invite", "--agency", "banmai", "somying", "สมหญิง")
    assert "has this login already" in sentence(run("staff", "invite", "--agency", "banmai", "somying", "อีกคน"))
    assert "small letters or digits" in sentence(run("staff", "invite", "--agency", "banmai", "สมหญิง", "สมหญิง"))
    for command in ("reset", "leave"):  # she works elsewhere
        assert "no account with this login" in sentence(run("staff", command, "--agency", "nongbua", "somying"))


def test_reset_officer_loses_the_case_key(house: House, run: Run) -> None:
    run("staff", "invite", "--agency", "banmai", "ploy", "พลอย", "--role", "officer")
    with house.workplace.read() as work:
        (ploy,) = work.staff.all(BAN_MAI)
    house.fraud.enrol(BAN_MAI, ploy.id, ploy.name, "kratong-loy-nam")
    assert house.fraud.enrolled(BAN_MAI, ploy.id)
    run("staff", "reset", "--agency", "banmai", "ploy")
    assert not house.fraud.enrolled(BAN_MAI, ploy.id)
