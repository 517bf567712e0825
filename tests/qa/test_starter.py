"""The starter knowledge base, as data."""

import re
from collections import Counter

from qa.entries import check
from qa.normal import flat
from qa.routing import Route, classify
from qa.seed import starter


def test_starter_is_large_and_its_ids_are_unique():
    assert len(starter()) >= 130
    assert [entry_id for entry_id, times in Counter(entry.id for entry in starter()).items() if times > 1] == []


def test_starter_entries_are_whole_and_short():
    entries = starter()
    for entry in entries:
        check(entry)
    whole = [one for one in entries if 3 <= len(one.phrasings) <= 6 and one.keywords and len(one.answer) <= 400]
    assert len(whole) == len(entries) > 0


def test_starter_is_polite_without_gender():
    said = {entry.id: entry.answer + entry.question for entry in starter()}
    assert "ติดต่อ" in "".join(said.values())
    assert [entry_id for entry_id, text in said.items() if re.search("ครับ|ค่ะ|นะคะ", text)] == []


def test_starter_asks_nothing_twice():
    every = [flat(text) for entry in starter() for text in (entry.question, *entry.phrasings)]
    assert len(every) > 200
    assert [text for text, times in Counter(every).items() if times > 1] == []


def test_starter_questions_reach_the_search():
    # A phrasing that another route claims is dead weight, unless that route is the right door for it.
    elsewhere = {text: classify(text) for entry in starter() for text in (entry.question, *entry.phrasings)}
    assert len(elsewhere) > 200
    claimed = {text: route for text, route in elsewhere.items() if route is not Route.QUESTION}
    assert set(claimed.values()) <= {Route.SURVEY, Route.EMERGENCY, Route.FRAUD, Route.MENU}, claimed
    assert len(claimed) <= 12, claimed
