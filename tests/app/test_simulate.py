"""`python -m app simulate`: the same seed plays the same people, and what they sent is held against what is on file."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from app.house import House
from app.settings import Settings
from app.shifted_clock import ShiftedClock
from app.simulate.chat_reading import look, reviewed
from app.simulate.diary import Answer, Visit, on_file
from app.simulate.line import Screen
from app.simulate.pages import Press, read
from app.simulate.people import KIND, KINDS, Plan, Wanted, chosen, plan_people
from app.simulate.summary import Compared, compare, sum_up
from app.simulate.texts import SPOKEN
from benchmarks.proofs_simulation import judge
from bot import texts
from kernel.calendar import quarter_of
from kernel.errors import Refused
from tests.app.conftest import sentence

POINTS = ("EA7M", "EB8K")
ROUND = "eit-2567:2569Q1"
QUIET = {"pace": 0.0, "at_once": 12}


def wanted(respondents: int = 400, seed: int = 7) -> Wanted:
    return Wanted("demo", 2569, respondents, seed)


def visit(kind: str = "taps", ended: str = "completed", **answers: int) -> Visit:
    plan = Plan(1, KIND[kind], date(2025, 10, 1), "EA7M", (0.5,) * 9, 3, "1/1")
    made = Visit(plan, ROUND, 0.0, ended, taps=11)
    made.answers.update(answers)
    return made


# -- who comes


def test_same_seed_makes_the_same_people() -> None:
    assert plan_people(wanted(), POINTS) == plan_people(wanted(), POINTS)
    assert plan_people(wanted(), POINTS) != plan_people(wanted(seed=8), POINTS)


def test_people_come_on_working_days_of_all_quarters_of_the_year() -> None:
    days = [plan.day for plan in plan_people(wanted(), POINTS)]
    assert days == sorted(days)
    assert {quarter_of(day).code for day in days} == {"2569Q1", "2569Q2", "2569Q3", "2569Q4"}
    assert {day.weekday() for day in days} <= {0, 1, 2, 3, 4}


@pytest.mark.parametrize("respondents", [1, 3, 4, 5, 400])
def test_exactly_so_many_people_come_as_were_asked_for(respondents: int) -> None:
    plans = plan_people(wanted(respondents), POINTS)
    assert [plan.number for plan in plans] == list(range(1, respondents + 1))
    assert len({plan.user_id for plan in plans}) == respondents


def test_every_kind_of_people_comes_and_has_a_name() -> None:
    assert {plan.kind for plan in plan_people(wanted(), POINTS)} == set(KINDS)
    assert set(SPOKEN) == set(KIND)


@pytest.mark.parametrize("options", [2, 4, 5, 6])
def test_luck_reaches_every_option_and_no_other(options: int) -> None:
    assert [chosen(n / 1000, options) for n in (0, 999)] == [1, options]
    assert {chosen(n / 1000, options) for n in range(1000)} == set(range(1, options + 1))


# -- what people see


def test_page_is_read_as_a_browser_does() -> None:
    page = read(
        200,
        "/s/EA7M",
        '<a href="/q/X">x</a><form method="post" action="/s/EA7M"><input type="hidden" name="t" value="k">'
        '<input type="radio" name="e1" value="1"><input type="radio" name="e1" value="2" checked>'
        '<select name="age"><option value="">-</option><option value="20">20</option></select>'
        "<textarea name=more>hi</textarea><button type=button>no</button>"
        '<button name="do" value="back">back</button><button class="button button-primary">go</button></form>',
    )
    (form,) = page.forms
    assert (page.links, form.action, form.method) == (["/q/X"], "/s/EA7M", "post")
    assert form.fields == {"t": "k", "e1": "2", "age": "", "more": "hi"}
    assert form.groups == {"e1": ["1", "2"], "age": ["", "20"]}
    assert form.press() == Press("go", primary=True)
    assert [button.label for button in form.buttons] == ["back", "go"]


def test_newest_bubble_says_where_the_survey_stands() -> None:
    first = Screen("1", "ข้อ 1 จาก 9: x", ("x",), ("1. เคย", "2. ไม่เคย", texts.SKIP_LONG))
    review = Screen("2", texts.REVIEW_TITLE, (texts.REVIEW_TITLE, "ข้อ 1: เคย", "ข้อ 2: ข้าม"), (texts.SEND_LONG,))
    thanks = Screen("3", "", (texts.SURVEY_THANKS,), ())
    found = look([Screen("0", "", (texts.MENU_BODY,), ()), first])
    assert found is not None
    assert (found.state, found.at, found.of, found.options) == ("asking", 1, 9, ((1, "1. เคย"), (2, "2. ไม่เคย")))
    assert [seen.state for screens in ([first, review], [review, thanks]) if (seen := look(screens))] == [
        "review",
        "thanked",
    ]
    assert reviewed(review) == {1: "เคย", 2: "ข้าม"}
    assert look([Screen("0", "", (texts.MENU_BODY,), ())]) is None


# -- what came of it


def lost_and_extra(visits: list[Visit], on_file_now: "Counter[Answer]") -> tuple[int, int]:
    found = compare(visits, on_file_now)
    assert bool(found.examples) == bool(found.lost or found.doubled)
    return found.lost, found.doubled


def test_lost_and_doubled_answers_are_found() -> None:
    visits = [visit(e1=6, e2=5), visit(e1=6, e2=5), visit(e1=1), visit("leaves", "abandoned", e1=2)]
    sent = Counter(answer for one in visits if (answer := one.expected()))
    assert lost_and_extra(visits, sent) == (0, 0)
    assert lost_and_extra(visits, sent - Counter([on_file(ROUND, "line", {"e1": 1})])) == (1, 0)
    assert lost_and_extra(visits, sent + Counter([on_file(ROUND, "line", {"e2": 5, "e1": 6})])) == (0, 1)
    assert lost_and_extra(visits, sent + Counter([on_file(ROUND, "line", {"e1": 2})])) == (0, 1)


def test_answer_filed_under_another_channel_or_round_is_lost_and_extra() -> None:
    assert lost_and_extra([visit(e1=6)], Counter([on_file(ROUND, "web", {"e1": 6})])) == (1, 1)
    assert lost_and_extra([visit(e1=6)], Counter([on_file("eit-2567:2569Q2", "line", {"e1": 6})])) == (1, 1)


def summed(*visits: Visit, lost: int = 0) -> list[str]:
    return judge(sum_up({}, visits, Compared(lost, 0), (9, 0), [], 1.0)).wrong


def test_proof_fails_for_each_number_that_does_not_hold() -> None:
    good = (visit(), visit("web"))
    assert summed(*good) == []
    assert summed(*good, lost=1) == ["1 answers were sent and are not on file: ()"]
    assert summed(*good, visit("pc", "stuck")) == ["1 people could not finish", "2 of 3 finished"]
    slow, typing, otherwise = visit(), visit(), visit()
    otherwise.misread = 1
    assert summed(*good, otherwise) == ["1 answers stood otherwise on the review"]
    slow.taps, typing.typed = 12, 4
    assert summed(*good, slow) == ["line: 12 taps"]
    assert summed(*good, typing) == ["line: 4 characters had to be typed"]
    assert summed(visit()) == ["nobody without detours finished on web"]


def test_nobody_who_left_counts_as_a_missing_completion() -> None:
    assert summed(visit(), visit("web"), visit("leaves", "abandoned")) == []


# -- simulated time


def test_clock_in_a_file_is_the_same_for_all_who_read_it(tmp_path: Path) -> None:
    ours, theirs = ShiftedClock(tmp_path / "clock"), ShiftedClock(tmp_path / "clock")
    moment = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)
    ours.set(moment)
    assert timedelta(0) <= theirs.now() - moment + timedelta(seconds=1) < timedelta(minutes=1)
    assert [file.name for file in tmp_path.iterdir()] == ["clock"]


@pytest.mark.parametrize(
    "settings", [{}, {"allow_twins": True}, {"line_api": "http://127.0.0.1:1"}], ids=["plain", "no fake", "not allowed"]
)
def test_simulated_time_is_refused_outside_the_twins(tmp_path: Path, settings: dict[str, object]) -> None:
    house = House(Settings(data=tmp_path, clock_file=tmp_path / "clock", **settings))  # type: ignore[arg-type]
    with pytest.raises(Refused, match="clock_not_allowed"):
        house.check_ready_for_production()


def test_simulated_time_is_taken_on_the_twins(tmp_path: Path) -> None:
    clock = ShiftedClock(tmp_path / "clock")
    clock.set(datetime(2025, 10, 1, tzinfo=UTC))
    twins = Settings(data=tmp_path, clock_file=clock.file, allow_twins=True, line_api="http://127.0.0.1:1")
    house = House(twins)
    house.check_ready_for_production()
    assert house.clock.now().year == 2025


# -- the command


def simulate(house: House, *words: object) -> Result:
    return CliRunner().invoke(cli, ["simulate", *map(str, words)], obj=house)


def test_real_office_is_left_alone(house: House) -> None:
    data = house.settings.data
    with house.workplace.read() as work:
        before = [agency.code for agency in work.agencies.all()]
    files = {file.name for file in data.iterdir()}
    refused = simulate(house, "--fiscal-year", 2569, "--respondents", 1, "--data", data)
    assert before[0] in sentence(refused)
    with house.workplace.read() as work:
        assert [agency.code for agency in work.agencies.all()] == before
    assert {file.name for file in data.iterdir()} == files


def test_database_of_a_real_office_is_left_alone(house: House, tmp_path: Path) -> None:
    with house.workplace.read() as work:
        before = [agency.code for agency in work.agencies.all()]
    own = house.settings.database
    words = ("--fiscal-year", 2569, "--respondents", 1, "--data", tmp_path / "new", "--database", own)
    assert before[0] in sentence(simulate(house, *words))
    with house.workplace.read() as work:
        assert [agency.code for agency in work.agencies.all()] == before


@pytest.mark.parametrize("words", [("--fiscal-year", "2025"), ("--fiscal-year", "2569", "--respondents", "0")])
def test_year_and_crowd_are_checked(bare: House, words: tuple[str, ...]) -> None:
    assert simulate(bare, "--respondents", "1", *words).exit_code == 2


@pytest.mark.slow
def test_simulated_year_is_kept_and_complete(bare: House, tmp_path: Path) -> None:
    words = ("--agency", "demo", "--fiscal-year", 2569, "--respondents", 8, "--seed", 3, "--json")
    result = simulate(bare, *words, "--data", tmp_path / "year")
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert (told["respondents"], told["seed"], sum(told["rounds"].values()), len(told["rounds"])) == (8, 3, 8, 4)
    assert [told[key] for key in ("completion_percent", "lost", "doubled", "line_rules_broken")] == [100.0, 0, 0, 0]
    total = told["total"]
    assert (total["n"], total["completed"] + total["abandoned"]) == (8, 8)
    again = simulate(bare, *words, "--data", tmp_path / "year")
    assert "closed rounds of fiscal year 2569" in sentence(again)
