"""The figures of `make bench ONLY=qa` are what they say."""

import pytest

from benchmarks import qa_sets
from benchmarks.qa_peers import Keywords, Trigrams
from benchmarks.qa_slips import hurried
from benchmarks.qa_verdict import auroc, verdict


def test_auroc_is_the_share_of_pairs_in_order():
    assert auroc([3.0, 2.0], [1.0, 0.0]) == 1.0
    assert auroc([1.0, 1.0], [1.0]) == 0.5
    assert auroc([0.0], [1.0, 2.0]) == 0.0


def test_verdict_counts_answers_and_choices():
    right = [(9.0, True, True), (8.0, False, False), (5.0, False, True), (0.0, True, True)]
    found = verdict(right, near=[7.0] * 10, far=[2.0] * 10)
    assert (found["useful"], found["wrong_direct"]) == (0.5, 0.25)
    assert (found["kept_near"], found["kept_far"]) == (0.25, 0.25)


def test_hurried_is_the_same_every_time_and_stays_near():
    text = "ภาษีที่ดินและสิ่งปลูกสร้าง ต้องชำระเมื่อใด"
    assert hurried(text) == hurried(text) != text
    assert hurried("") == "" or len(hurried("")) < 20


def test_the_sets_are_here_with_their_provenance():
    named = (qa_sets.CARRIED / "README.md").read_text(encoding="utf-8")
    assert {file.name for file in qa_sets.CARRIED.glob("*.jsonl")} == {
        name for name in named.replace(",", " ").replace("`", " ").split() if name.endswith(".jsonl")
    }
    assert all(qa_sets.rows(f"{name}.queries") for name in qa_sets.SETS)


@pytest.mark.parametrize("peer", [Keywords, Trigrams])
def test_the_peers_find_what_they_can(peer):
    entries = [
        {"id": "tax", "questions": ["ภาษีป้าย จ่ายเมื่อใด"], "answer": "มีนาคม"},
        {"id": "bin", "questions": ["ขอถังขยะ"], "answer": "แจ้งกองสาธารณสุข"},
    ]
    index = peer(entries)
    assert [found for found, _ in index.search("ขอถังขยะ", 2)] == ["bin"]
    assert index.search("x", 2) == []
