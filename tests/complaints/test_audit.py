"""The chain shows what was changed, and where."""

from dataclasses import replace
from datetime import date

import pytest

from complaints.audit import Entry, Head, Link, add_link, verify
from storage.crypto import new_key

SEED = new_key()


def chain_of(count: int) -> tuple[list[Link], Head]:
    links, head = [], Head(key=SEED)
    for n in range(1, count + 1):
        link, head = add_link(head, Entry(n, date(2026, 11, 21), "o1", "opened", f"CASE{n}"))
        links.append(link)
    return links, head


def test_untouched_chain_holds() -> None:
    links, head = chain_of(5)
    assert verify(links, head, SEED).first_bad is None
    assert verify(links, head).holds
    assert verify([], Head()).holds


def test_edited_entry_is_found() -> None:
    links, head = chain_of(5)
    links[2] = replace(links[2], entry=replace(links[2].entry, actor="o2"))
    assert verify(links, head).first_bad == 3


def test_dropped_middle_is_found() -> None:
    links, head = chain_of(5)
    del links[2]
    assert verify(links, head).first_bad == 3


def test_cut_tail_is_found_against_the_head() -> None:
    links, head = chain_of(5)
    assert verify(links[:3], head).first_bad == 4


def test_added_entry_is_found_against_the_head() -> None:
    links, head = chain_of(5)
    more, _ = add_link(head, Entry(6, date(2026, 11, 21), "o1", "opened"))
    assert verify([*links, more], head).first_bad == 6


def test_rewritten_chain_needs_the_first_key_to_be_found() -> None:
    _, head = chain_of(3)
    forged, forged_head = [], Head(key=head.key)
    for n in range(1, 4):
        link, forged_head = add_link(forged_head, Entry(n, date(2026, 11, 21), "o1", "nothing"))
        forged.append(link)
    assert verify(forged, forged_head).holds
    assert verify(forged, forged_head, SEED).first_bad == 1


@pytest.mark.parametrize("wrong", [b"\xa5" * 32, bytes(32)], ids=["another", "zeros"])
def test_wrong_first_key_is_told(wrong: bytes) -> None:
    links, head = chain_of(2)
    assert verify(links, head, wrong).first_bad == 1


def test_head_hides_its_key() -> None:
    _, head = chain_of(1)
    assert head.key.hex() not in repr(head) and "key" not in repr(head)
