"""Long lists come in pages, and a typed page that is not there is the nearest one that is."""

import pytest
from flask import Flask

from console.paging import paged
from qa.knowledge import seed_starter
from tests.cast import BAN_MAI
from tests.console.desk import Desk


@pytest.mark.parametrize(
    ("asked", "number", "rows"),
    [("", 1, [0, 1]), ("page=2", 2, [2, 3]), ("page=3", 3, [4]), ("page=99", 3, [4]), ("page=0", 1, [0, 1]),
     ("page=-1", 1, [0, 1]), ("page=๒", 1, [0, 1]), ("page=9999999999", 1, [0, 1])],
)  # fmt: skip
def test_a_page_of_a_list(asked: str, number: int, rows: list[int]) -> None:
    with Flask("pages").test_request_context(f"/?{asked}"):
        found = paged(range(5), 2)
    assert (list(found.rows), found.number, found.last) == (rows, number, 3)


def test_an_empty_list_is_one_page() -> None:
    with Flask("pages").test_request_context("/?page=4"):
        assert paged([]) == paged([], 2)


def test_knowledge_base_turns_pages_and_keeps_the_search(desk: Desk) -> None:
    with desk.workplace.begin() as work:
        seed_starter(work, BAN_MAI)
    clerk = desk.browser("clerk")
    first, second = clerk.get("/faq"), clerk.get("/faq?page=2")
    assert ("หน้า 1 จาก 2" in first.text, "หน้า 2 จาก 2" in second.text) == (True, True)
    assert "page=2" in first.text
    assert "หน้า 1 จาก" not in clerk.get("/faq?q=ภาษี&page=7").text
