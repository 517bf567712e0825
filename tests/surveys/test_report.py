"""The report: what stands in it, and what must not."""

from kernel.calendar import Period
from kernel.clock import bangkok_day
from storage.tables import responses
from storage.work import Work
from surveys import report_texts as texts
from surveys.asides import Profile
from surveys.instruments import load
from surveys.report_model import Report, Table
from surveys.report_sources import of_round, of_year
from tests.cast import BAN_MAI, NONG_BUA, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.surveys.answered import MIXED, a_round, answer, told

Q1 = Period(2570, "Q1")
POINTS = (TAX_COUNTER, WELFARE_COUNTER)
TAX, WELFARE = TAX_COUNTER.name, WELFARE_COUNTER.name


def made(work: Work, clock: FrozenClock, round_id: str = "eit-2567:2570Q1", agency=BAN_MAI) -> Report:
    found = of_round(work, agency, round_id, POINTS, bangkok_day(clock.now()))
    assert found is not None
    return found


def table(report: Report, key: str) -> Table:
    return next(one for one in report.tables if one.key == key)


def keys(report: Report) -> list[str]:
    return [one.key for one in report.tables]


def test_running_round_without_answers_has_a_report_and_an_unknown_one_has_none(work: Work, clock: FrozenClock):
    report = made(work, clock)
    assert report.facts[:2] == [texts.NOBODY, "เป้าหมายขั้นต่ำ 30 คน ยังขาด 30 คน"]
    assert (report.charts, report.lowest, keys(report)) == ({}, "", ["people", "scores"])
    assert of_round(work, BAN_MAI, "eit-2567:2560Q1", (), bangkok_day(clock.now())) is None


def test_nine_answers_give_no_score_anywhere_and_ten_do(work: Work, clock: FrozenClock):
    round_ = a_round(work, BAN_MAI, Q1)
    answer(work, BAN_MAI, round_, 9)
    before = made(work, clock)
    assert {row[2] for row in table(before, "scores").rows} == {"ยังสรุปไม่ได้"}
    assert [issue.headings for issue in before.issues] == [(), ()]
    answer(work, BAN_MAI, round_, 1)
    after = made(work, clock)
    first = table(after, "scores").rows[1]
    assert (first[2], first[4]) == ("80.00", 10)
    assert after.charts["scores"].bars[1].shown == "80.00"


def test_report_counts_only_its_own_agency(work: Work, clock: FrozenClock):
    answer(work, NONG_BUA, a_round(work, NONG_BUA, Q1), 12)
    answer(work, BAN_MAI, a_round(work, BAN_MAI, Q1), 10)
    assert (made(work, clock, agency=NONG_BUA).whole.n, made(work, clock).whole.n) == (12, 10)


def test_lowest_item_is_named_with_its_printed_wording(work: Work, clock: FrozenClock):
    answer(work, BAN_MAI, a_round(work, BAN_MAI, Q1), 10)
    report = made(work, clock)
    assert report.lowest == (
        "ข้อที่ได้คะแนนต่ำสุด คือ ข้อ e9 ท่านเคยใช้งานระบบการให้บริการออนไลน์ (E-Service) ของหน่วยงานหรือไม่ (0.00 คะแนน)"
    )
    assert [bar.label.split()[0] for bar in report.charts["scores"].bars if bar.weakest] == ["e9"]


def test_lowest_items_of_one_score_are_all_named(work: Work, clock: FrozenClock):
    answer(work, BAN_MAI, a_round(work, BAN_MAI, Q1), 10, answers={**MIXED, "e3": 1})
    assert made(work, clock).lowest == "ข้อที่ได้คะแนนต่ำสุดเท่ากัน คือ e3, e9 (0.00 คะแนน)"


def test_issues_two_and_three_stand_in_the_printed_frame(work: Work, clock: FrozenClock):
    answer(work, BAN_MAI, a_round(work, BAN_MAI, Q1), 40)
    issues = made(work, clock).issues
    assert [issue.number for issue in issues] == [2, 3]
    assert [heading.title for heading in issues[0].headings] == ["ข้อบกพร่อง/ข้อปรับปรุง", "การรักษาระดับ"]


def test_every_table_says_n_by_channel(work: Work, clock: FrozenClock):
    round_ = a_round(work, BAN_MAI, Q1)
    answer(work, BAN_MAI, round_, 12, point=TAX_COUNTER.code)
    answer(work, BAN_MAI, round_, 8, channel="kiosk")
    told(work, BAN_MAI, round_, clock, {Profile("31-40", "f", "upper"): 9})
    report = made(work, clock)
    said = "ผู้ตอบทั้งหมด 20 คน แยกตามช่องทาง: จอที่จุดบริการ 8, ไลน์ 12"
    unsaid = [one.key for one in report.tables if said not in one.said]
    assert unsaid == ["people", "points-channels"]  # channels are the very rows or columns of these two


def test_small_channel_cannot_be_computed_from_any_table(work: Work, clock: FrozenClock):
    round_ = a_round(work, BAN_MAI, Q1)
    answer(work, BAN_MAI, round_, 30)
    answer(work, BAN_MAI, round_, 29, channel="web")
    answer(work, BAN_MAI, round_, 7, point=TAX_COUNTER.code, channel="kiosk")
    answer(work, BAN_MAI, round_, 3, channel="paper")
    report = made(work, clock)
    by_channel = {row[0]: row[1] for row in table(report, "people").rows}
    sums = dict(zip(table(report, "points-channels").columns, table(report, "points-channels").rows[-1], strict=True))
    assert by_channel["กระดาษ"] == "ปกปิด"
    assert {name: n for name, n in by_channel.items() if name != "ไม่แยกช่องทาง"} == {
        name: n for name, n in sums.items() if name != "จุดบริการ"
    }
    assert [name for name, n in by_channel.items() if n == "ปกปิด"] == ["จอที่จุดบริการ", "กระดาษ"]
    assert by_channel["ไม่แยกช่องทาง"] == 10  # of which nobody learns who the three are
    assert "กระดาษ 3" not in str(report.tables)


def test_few_answers_without_a_counter_are_hidden_with_the_smallest_counter(work: Work, clock: FrozenClock):
    round_ = a_round(work, BAN_MAI, Q1)
    answer(work, BAN_MAI, round_, 20, point=TAX_COUNTER.code)
    answer(work, BAN_MAI, round_, 12, point=WELFARE_COUNTER.code)
    answer(work, BAN_MAI, round_, 3)
    report = made(work, clock)
    rows = {row[0]: row[1:] for row in table(report, "points").rows}
    assert rows[TAX][2] == 20
    assert (rows[WELFARE], rows[texts.NO_POINT]) == (["ปกปิด", None, "ปกปิด"], [None, None, "ปกปิด"])
    services = {row[0]: row[-1] for row in table(report, "services").rows}
    assert services == {"ภาษีที่ดิน ภาษีป้าย": 20, "เบี้ยยังชีพ": "ปกปิด"}
    assert [bar.shown for bar in report.charts["points"].bars if bar.label == WELFARE] == ["ปกปิด"]


def test_printed_table_of_ages_hides_the_one_person_who_could_be_named(work: Work, clock: FrozenClock):
    """The FY2563 print of อบต.นางรอง: one อื่นๆ of 51-60 among 76."""
    printed = {
        "u20": (0, 2, 0), "20-30": (2, 6, 0), "31-40": (7, 12, 0),
        "41-50": (15, 17, 0), "51-60": (8, 6, 1), "o60": (0, 0, 0),
    }  # fmt: skip
    people = {Profile(age, sex): n for age, row in printed.items() for sex, n in zip("mfx", row, strict=True) if n}
    round_ = a_round(work, BAN_MAI, Q1)
    told(work, BAN_MAI, round_, clock, people)
    ages = table(made(work, clock), "ages")
    assert list(ages.columns) == ["อายุ", "ชาย", "หญิง", "อื่นๆ", "รวม"]
    rows = {row[0]: list(row[1:]) for row in ages.rows}
    assert (rows["41 - 50 ปี"], rows["มากกว่า 60 ปี"], rows["รวม"][-1]) == ([15, 17, 0, 32], [0, 0, 0, 0], 76)
    small = [row[0] for row in ages.rows for n in row[1:] if isinstance(n, int) and 0 < n < 5]
    assert (small, rows["51 - 60 ปี"][2]) == ([], "ปกปิด")


def test_people_hidden_by_sex_stay_hidden_beside_their_schooling(work: Work, clock: FrozenClock):
    told(work, BAN_MAI, a_round(work, BAN_MAI, Q1), clock, {
        Profile("31-40", "m", "upper"): 20, Profile("31-40", "f", "primary"): 20, Profile("51-60", "x", "upper"): 2,
    })  # fmt: skip
    report = made(work, clock)
    sums = [dict(zip(one.columns, one.rows[-1], strict=True)) for one in report.tables[-2:]]
    assert [one["อื่นๆ"] for one in sums] == ["ปกปิด", "ปกปิด"]
    assert [sum(1 for n in one.values() if n == "ปกปิด") >= 2 for one in sums] == [True, True]


def test_comments_are_grouped_and_stand_in_no_table(work: Work, clock: FrozenClock):
    round_ = a_round(work, BAN_MAI, Q1)
    answer(work, BAN_MAI, round_, 12)
    told(work, BAN_MAI, round_, clock, {}, "รอคิวนานมาก", "ที่จอดรถน้อย", "คิวยาว", "ขอบคุณ", "เจ้าหน้าที่เรียกเงินใต้โต๊ะ")
    report = made(work, clock)
    assert [(group.heading, list(group.said)) for group in report.comments] == [
        ("การทุจริตหรือการเรียกรับเงิน", ["เจ้าหน้าที่เรียกเงินใต้โต๊ะ"]),
        ("เวลาและขั้นตอน", ["คิวยาว", "รอคิวนานมาก"]),
        ("สถานที่และสิ่งอำนวยความสะดวก", ["ที่จอดรถน้อย"]),
        ("เรื่องอื่น", ["ขอบคุณ"]),
    ]
    assert "คิว" not in str(report.tables)


def test_flagged_answers_stay_counted_and_both_totals_are_shown(work: Work, clock: FrozenClock):
    round_ = a_round(work, BAN_MAI, Q1)
    answer(work, BAN_MAI, round_, 12, answers={"e1": 6})
    assert "quality" not in keys(made(work, clock))
    answer(work, BAN_MAI, round_, 12, answers={"e1": 1}, flags=("straight",))
    rows = table(made(work, clock), "quality").rows
    assert [(row[1], row[3]) for row in rows] == [("50.00", 24), ("100.00", 12)]


def test_year_pools_its_rounds_and_shows_them_beside_each_other(work: Work, clock: FrozenClock):
    for quarter, n in (("Q1", 10), ("Q2", 20)):
        answer(work, BAN_MAI, a_round(work, BAN_MAI, Period(2569, quarter)), n)
    answer(work, BAN_MAI, a_round(work, BAN_MAI, Q1), 40)
    (report,) = of_year(work, BAN_MAI, Period(2569, "Y"), (), bangkok_day(clock.now()))
    assert report.whole.n == 30
    assert [(row[0], row[-1]) for row in table(report, "rounds").rows] == [
        ("ไตรมาส 1 ปีงบประมาณ 2569", 10),
        ("ไตรมาส 2 ปีงบประมาณ 2569", 20),
    ]


def test_year_holds_no_comments_and_nothing_of_the_staff_survey(work: Work, clock: FrozenClock):
    year = Period(2570, "Y")
    answer(work, BAN_MAI, a_round(work, BAN_MAI, Q1, "iit-2567"), 12, answers={"i1": 5})
    today = bangkok_day(clock.now())
    assert of_year(work, BAN_MAI, year, (), today) == []
    round_ = a_round(work, BAN_MAI, Q1)
    answer(work, BAN_MAI, round_, 12)
    told(work, BAN_MAI, round_, clock, {}, *["ดีมาก"] * 5)
    (report,) = of_year(work, BAN_MAI, year, (), today)
    assert (report.whole.instrument.kind, report.comments) == ("eit", ())


def test_satisfaction_survey_prints_mean_and_sd_once_ten_have_answered(work: Work, clock: FrozenClock):
    round_ = a_round(work, BAN_MAI, Q1, "satisfaction-2570")
    answer(work, BAN_MAI, round_, 9, answers={"s1": 5})
    before = table(made(work, clock, round_.id), "levels")
    assert {(row[2], row[3]) for row in before.rows} == {("ยังสรุปไม่ได้", None)}
    answer(work, BAN_MAI, round_, 9, answers={"s1": 3})
    after = table(made(work, clock, round_.id), "levels").rows
    assert after[0][2:] == after[1][2:] == after[-1][2:] == ["4.00", "1.03", "80.00", 18]
    assert after[2][2:] == ["ยังสรุปไม่ได้", None, None, 0]


def test_satisfaction_survey_is_split_by_the_service_people_used(work: Work, clock: FrozenClock):
    round_ = a_round(work, BAN_MAI, Q1, "satisfaction-2570")
    asked = load("satisfaction-2570")
    best = {item.id: len(item.options) for item in asked.scored_items}
    answer(work, BAN_MAI, round_, 12, answers={**best, asked.split_by: 1})
    answer(work, BAN_MAI, round_, 11, answers={**best, asked.split_by: 2})
    report = made(work, clock, round_.id)
    option = asked.item(asked.split_by).options
    assert [(row[0], row[1], row[-1]) for row in table(report, "services").rows] == [
        (option[0].label, "100.00", 12),
        (option[1].label, "100.00", 11),
    ]
    assert [row[1] for row in table(report, f"item-{asked.split_by}").rows][:2] == [12, 11]
    work.connection.execute(responses.delete())  # services come from counts, however many answered
    assert table(made(work, clock, round_.id), "services") == table(report, "services")
