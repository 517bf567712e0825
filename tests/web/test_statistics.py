"""The published figures."""

import csv
import io
import random
from datetime import date

import pytest
from flask.testing import FlaskClient

from complaints.counting import count_closed, count_filed
from complaints.statistics import AverageDays, CategoryCount, PeriodCounts, Snapshot
from complaints.status import Outcome
from kernel.agency import Agency
from storage.workplace import Workplace
from surveys import Answers, publish_batch, submit
from surveys.instruments import load
from surveys.rounds import current_round
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.clock import FrozenClock
from tests.fakes.fraud_door import FakeFraudDoor
from tests.web.reading import words
from web.complaint_figures import complaints
from web.figures import Table, as_csv

PAGE = "/a/banmai/statistics"
TODAY = date(2026, 11, 21)


def table(client: FlaskClient, key: str, agency: str = "banmai") -> list[list[object]]:
    """One published table's rows."""
    given = client.get(f"/a/{agency}/statistics.json").get_json()
    (found,) = [one for one in given["tables"] if one["key"] == key]
    return found["rows"]


def test_zero_complaints_are_said_in_words(client: FlaskClient):
    shown = words(client.get(PAGE))
    assert "ปีงบประมาณ 2570: ไม่มีเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ" in shown
    assert "ข้อมูล ณ วันที่ 21 พฤศจิกายน 2569" in shown


def test_complaints_are_total_finished_and_in_progress_of_the_own_agency(client, door: FakeFraudDoor):
    for _ in range(3):
        count_filed(door.counters, BAN_MAI, TODAY, "bribery")
    count_closed(door.counters, BAN_MAI, TODAY, Outcome.FORWARDED, TODAY, "bribery")
    count_filed(door.counters, NONG_BUA, TODAY, "bribery")
    assert table(client, "complaints-periods")[0] == ["ปีงบประมาณ 2570", 3, 1, 2, 0]
    assert table(client, "complaints-periods", "nongbua")[0] == ["ปีงบประมาณ 2570", 1, 0, 1, 0]


def test_complaint_categories_are_not_published(client: FlaskClient, door: FakeFraudDoor):
    count_filed(door.counters, BAN_MAI, TODAY, "bribery")
    assert "สินบน" not in words(client.get(PAGE)).split("ผลประเมินจากประชาชน")[0]


def test_finished_years_tell_days_and_categories_where_cells_allow():
    averages = (AverageDays("2569", "", 123, 8),)
    categories = (CategoryCount("2569", "bribery", 6), CategoryCount("2569", "other", 7))
    counts = (PeriodCounts("2569", 8, 5, 2), PeriodCounts("2569M10", 1, 0), PeriodCounts("2569M09", 0, 1))
    periods, days, kinds = complaints(Snapshot(TODAY, counts, averages, categories))
    assert [row[0] for row in periods.rows] == ["ปีงบประมาณ 2569", "เดือนตุลาคม 2568", "เดือนกันยายน 2569"]
    assert periods.rows[0][1:] == [13, 8, 5, 2]
    assert days.rows == [["ปีงบประมาณ 2569: ทุกประเภท", "12.3", 8]]
    assert kinds.rows == [["ปีงบประมาณ 2569: เรียกรับสินบน", 6], ["ปีงบประมาณ 2569: ประเภทอื่นรวมกัน", 7]]


def test_complaints_before_the_first_publication_say_so(client: FlaskClient, door: FakeFraudDoor):
    door.frozen = False
    assert "ยังไม่ถึงวันเผยแพร่ของรอบแรก" in words(client.get(PAGE))
    assert table(client, "complaints-periods") == []


def test_service_figures_count_months_and_topics(client: FlaskClient, workplace: Workplace):
    with workplace.begin() as work:
        for day, outcome, topic in [
            (date(2026, 10, 1), "answered", "ภาษี"),
            (TODAY, "answered", "ภาษี"),
            (TODAY, "passed_on", "-"),
            (date(2026, 9, 30), "answered", "ภาษี"),
        ]:
            work.counts.add(BAN_MAI, day, outcome, topic)
        work.counts.add(NONG_BUA, TODAY, "answered", "ขยะ")
    assert table(client, "service-months") == [
        ["ต.ค. 2569", 0, 1, 0, 0, 0, 0, None],
        ["พ.ย. 2569", 0, 1, 0, 1, 0, 0, None],
        ["รอบ 6 เดือนแรก ปีงบประมาณ 2570", 0, 2, 0, 1, 0, 0, None],
        ["ปีงบประมาณ 2570", 0, 2, 0, 1, 0, 0, None],
    ]
    assert table(client, "service-topics") == [["ภาษี", 0, 2, 0, 0, 0], ["เรื่องอื่น", 0, 0, 0, 1, 0]]


def test_csv_holds_every_cell_of_the_page(client: FlaskClient, door: FakeFraudDoor):
    count_filed(door.counters, BAN_MAI, TODAY, "bribery")
    response = client.get(f"{PAGE}.csv")
    rows = list(csv.reader(io.StringIO(response.text.removeprefix("\ufeff"))))
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert rows[0] == ["table", "row", "column", "value"]
    assert ["complaints-periods", "ปีงบประมาณ 2570", "เรื่องทั้งหมด", "1"] in rows


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\n", " =", "＝"])
def test_csv_never_holds_a_formula(start: str):
    given = as_csv([Table("t", "t", ["a", "b"], [[f"{start}IMPORTXML(1)", -1]])])
    (_, row) = list(csv.reader(io.StringIO(given)))
    assert row[1:] == [f"'{start}IMPORTXML(1)", "b", "-1"]


def test_page_names_its_files(client: FlaskClient):
    page = client.get(PAGE).text
    assert (f'href="{PAGE}.csv"' in page, f'href="{PAGE}.json"' in page) == (True, True)


def answer(workplace: Workplace, clock: FrozenClock, agency: Agency, people: int, channel: str = "web") -> None:
    """`people` answers of the best option, published."""
    with workplace.begin() as work:
        round_ = current_round(work, agency, clock)
        for _ in range(people):
            best = {item.id: len(item.options) for item in load(round_.instrument).items}
            submit(work, agency, Answers(round_.id, round_.instrument, None, channel, best), person=None, clock=clock)
        publish_batch(work, agency, clock, day_end=True, rng=random.Random(1))


def said(client: FlaskClient) -> str:
    return words(client.get(PAGE)).split("ผลประเมินจากประชาชน", 1)[1]


def closes(clock: FrozenClock) -> None:
    """The first quarter's round is over."""
    clock.pass_time(days=60)


def test_results_of_a_running_round_are_only_how_many_answered(client, workplace: Workplace, clock: FrozenClock):
    answer(workplace, clock, BAN_MAI, 12)
    assert "ผู้ตอบ 12 คน จากเป้าหมาย 30 คน คะแนนของรอบนี้เผยแพร่หลังปิดรอบวันที่ 31 ธันวาคม 2569" in said(client)
    assert table(client, "results-eit-2567-2570Q1") == []


def test_results_under_ten_answers_show_no_score(client: FlaskClient, workplace: Workplace, clock: FrozenClock):
    answer(workplace, clock, BAN_MAI, 9)
    closes(clock)
    assert "ผู้ตอบ 9 คน จากเป้าหมาย 30 คน มีผู้ตอบน้อยกว่า 10 คน ยังสรุปไม่ได้" in said(client)
    assert table(client, "results-eit-2567-2570Q1") == []


def test_results_show_score_interval_and_n_of_the_own_agency(client, workplace: Workplace, clock: FrozenClock):
    answer(workplace, clock, BAN_MAI, 12)
    answer(workplace, clock, NONG_BUA, 40)
    closes(clock)
    rows = table(client, "results-eit-2567-2570Q1")
    assert rows[0] == [load("eit-2567").items[0].text, "100.00", "75.8–100.0", 12]
    assert (len(rows), rows[-1][0], rows[-1][1], rows[-1][3]) == (9 + 3 + 1, "คะแนนรวม", "100.00", 12)
    assert "ไม่ใช่คะแนน EIT ทางการของ ป.ป.ช." in said(client)


def test_results_say_small_channels_as_the_report_does(client, workplace: Workplace, clock: FrozenClock):
    answer(workplace, clock, BAN_MAI, 11)
    answer(workplace, clock, BAN_MAI, 4, "kiosk")
    closes(clock)
    assert "แยกตามช่องทาง: จอที่จุดบริการ ปกปิด, หน้าเว็บ ปกปิด, ไม่แยกช่องทาง 15" in said(client)
    clock.pass_time(days=-60)
    answer(workplace, clock, BAN_MAI, 1, "kiosk")
    closes(clock)
    assert "แยกตามช่องทาง: จอที่จุดบริการ 5, หน้าเว็บ 11" in said(client)


def test_results_of_a_past_quarter_stay_and_are_marked_closed(client, workplace: Workplace, clock: FrozenClock):
    answer(workplace, clock, BAN_MAI, 10)
    closes(clock)
    shown = said(client)
    assert "ไตรมาส 1 ปีงบประมาณ 2570 (ปิดรอบแล้ว)" in shown
    assert "ข้อมูล ณ วันที่ 31 ธันวาคม 2569" in shown


def test_looking_at_figures_opens_no_round(client: FlaskClient, workplace: Workplace):
    client.get(PAGE)
    with workplace.read() as work:
        assert work.rounds.all(BAN_MAI) == []
