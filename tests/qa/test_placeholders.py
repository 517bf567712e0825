"""No citizen ever sees a brace, or a sentence with a hole."""

import pytest

from kernel.agency import Agency
from qa.entries import Entry
from qa.placeholders import KNOWN, fill, ready, unfilled, used
from qa.seed import starter
from tests.cast import BAN_MAI

NAMED_ONLY = Agency(code="bare", name="องค์การบริหารส่วนตำบลดอนกลาง")


def test_fill_puts_the_agencys_facts_in():
    assert fill("โทร {phone} ถึง {name}", BAN_MAI) == "โทร 0-4400-0001 ถึง อบต.บ้านใหม่"


def test_fill_leaves_out_a_line_it_cannot_fill():
    text = "มาที่หน่วยงานได้\nโทร {phone}\nหรือเว็บไซต์ {website}"
    assert "0-4400-0001" in fill(text, BAN_MAI)
    assert fill(text, NAMED_ONLY) == "มาที่หน่วยงานได้"


@pytest.mark.parametrize("text", ["โทร {fone}", "โทร { PHONE }", "{}", "{phone", "โทร {line_id}"])
def test_fill_never_shows_a_placeholder(text):
    assert used(fill(text, NAMED_ONLY)) == frozenset()


def test_used_reads_names_of_any_length_and_a_brace_before_a_desert_at_once():
    assert used("{" + "x" * 100 + "}") == {"x" * 100}
    assert used("{" + " " * 32_000) == frozenset()


def test_ready_refuses_an_entry_of_which_nothing_is_left():
    entry = Entry("tel", "ติดต่อ", "เบอร์โทร", "โทร {phone}")
    assert ready(entry, BAN_MAI) is not None
    assert ready(entry, NAMED_ONLY) is None


def test_unfilled_names_what_is_missing_or_misspelt():
    assert unfilled("{phone} {website} {fone}", BAN_MAI) == {"fone"}
    assert unfilled("{phone} {website}", NAMED_ONLY) == {"phone", "website"}


@pytest.mark.parametrize("entry", starter(), ids=lambda entry: entry.id)
def test_starter_answers_stand_without_any_fact(entry):
    bare, full = ready(entry, NAMED_ONLY), ready(entry, BAN_MAI)
    assert used(entry.answer) <= KNOWN
    assert bare is not None and len(bare.answer) >= 40 and "{" not in bare.answer
    assert full is not None and "{" not in full.answer
