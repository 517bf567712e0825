"""Improvement issues 2 and 3 in the frame of the yearly reports."""

from surveys.improvement import Head, issues
from tests.surveys.rounds_of_answers import all_gave, answered


def test_issues_two_and_three_are_written_up_with_their_items() -> None:
    second, third = issues(all_gave(60, e9=1))
    assert (second.number, second.name) == (2, "การให้บริการและระบบ E-Service")
    assert (third.number, third.name) == (3, "ช่องทางและรูปแบบการประชาสัมพันธ์เผยแพร่ข้อมูลข่าวสารภาครัฐ")
    assert [one.item.id for heading in second.headings for one in heading.items] == ["e9", "e1", "e2", "e3", "e7", "e8"]
    assert [one.item.id for heading in third.headings for one in heading.items] == ["e4", "e5", "e6"]


def test_lowest_item_is_named_with_its_wording_and_score() -> None:
    second, _ = issues(all_gave(60, e9=1))
    assert second.lowest is not None
    assert second.lowest.item.id == "e9"
    assert second.headings[0].sentence == (
        "ข้อ e9 ท่านเคยใช้งานระบบการให้บริการออนไลน์ (E-Service) ของหน่วยงานหรือไม่ มีคะแนนต่ำสุด คือ 0.00 คะแนน "
        "ต่ำกว่าเป้าหมาย 85 คะแนน"
    )


def test_head_without_items_is_left_out() -> None:
    _, third = issues(all_gave(60))
    assert [(heading.head, heading.title) for heading in third.headings] == [(Head.KEEP, "การรักษาระดับ")]


def test_score_above_the_goal_is_kept_up_only_when_its_interval_is() -> None:
    """90 from ten people may still be 80; 90 from two hundred may not."""
    few = answered([{"e4": 5}] * 5 + [{"e4": 6}] * 5)
    many = answered([{"e4": 5}] * 100 + [{"e4": 6}] * 100)
    assert [[heading.head for heading in issues(one)[1].headings] for one in (few, many)] == [
        [Head.DEVELOP],
        [Head.KEEP],
    ]


def test_score_below_the_goal_is_a_defect() -> None:
    _, third = issues(all_gave(60, 5, e5=6, e6=4))
    defect = third.headings[0]
    assert (defect.head, [one.item.id for one in defect.items]) == (Head.DEFECT, ["e6", "e4"])
    assert defect.sentence.endswith("รวมถึงข้อ e4 (80.00)")


def test_items_few_have_answered_are_named_and_not_judged() -> None:
    _, third = issues(answered([{"e4": 1}] * 20 + [{"e5": 1}] * 9))
    assert [one.item.id for one in third.undecided] == ["e5", "e6"]
    assert [one.item.id for heading in third.headings for one in heading.items] == ["e4"]


def test_round_of_nine_judges_nothing() -> None:
    assert {(issue.headings, issue.lowest) for issue in issues(all_gave(9))} == {((), None)}


def test_issue_nobody_asks_about_is_left_out() -> None:
    assert [issue.number for issue in issues(all_gave(20), range(1, 8))] == [2, 3]
