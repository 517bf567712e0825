"""What an informer may tell, and what is asked of it."""

from dataclasses import replace

import pytest

from complaints.report import MAX_CONTACT, MAX_TEXT, Report, check, from_dict, to_dict
from complaints.topics import CATEGORIES, UNSORTED, category_label
from kernel.errors import Refused
from tests.fakes.complaints import REPORT


def test_report_needs_nothing_but_what_happened() -> None:
    least = Report(what="โกง")
    check(least)
    assert from_dict(to_dict(least)) == least


@pytest.mark.parametrize("what", ["", "   ", "\n\t"])
def test_report_without_a_story_is_refused(what: str) -> None:
    with pytest.raises(Refused, match=r"^empty_report$"):
        check(replace(REPORT, what=what))


@pytest.mark.parametrize("name", ["what", "who", "when", "where", "known", "evidence"])
def test_report_longer_than_told_is_refused_by_field(name: str) -> None:
    check(replace(REPORT, **{name: "ก" * MAX_TEXT}))
    with pytest.raises(Refused) as refused:
        check(replace(REPORT, **{name: "ก" * (MAX_TEXT + 1)}))
    assert (refused.value.reason, refused.value.facts) == ("too_long", {"field": name, "limit": MAX_TEXT})


def test_contact_longer_than_told_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        check(replace(REPORT, contact="0" * (MAX_CONTACT + 1)))
    assert refused.value.facts == {"field": "contact", "limit": MAX_CONTACT}


def test_category_not_on_the_list_is_refused() -> None:
    with pytest.raises(Refused, match=r"^unknown_category$"):
        check(replace(REPORT, category="gossip"))


@pytest.mark.parametrize("category", [None, ""])
def test_category_not_chosen_counts_as_unsorted(category: str | None) -> None:
    assert replace(REPORT, category=category).counted_as == UNSORTED
    assert category_label(UNSORTED) == "ไม่ได้ระบุประเภท"


def test_categories_are_the_ten_of_the_state_list() -> None:
    assert len(CATEGORIES) == 10
    assert category_label("bribery") == "เรียกรับสินบน"


@pytest.mark.parametrize(
    ("report", "thin"),
    [
        (REPORT, False),
        (replace(REPORT, what="โกง"), True),
        (replace(REPORT, who="", when=" ", where=""), True),
        (replace(REPORT, when="", where=""), False),
    ],
)
def test_report_that_says_too_little_is_marked(report: Report, thin: bool) -> None:
    assert report.thin is thin


def test_report_as_stored_leaves_contact_and_exclusions_out() -> None:
    full = replace(REPORT, contact="081-000-0000", exclude=("o1",))
    assert from_dict(to_dict(full)) == replace(full, contact="", exclude=())


def test_report_of_a_later_version_is_still_read() -> None:
    assert from_dict({**to_dict(REPORT), "added_later": "x"}) == REPORT


def test_report_hides_its_text_from_tracebacks() -> None:
    assert repr(REPORT) == "Report(<redacted>)"
