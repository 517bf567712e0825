"""Somebody who holds everything we keep, and tries to say who answered what.

The loot: every table, the raw bytes of every file (pages, log, workbook), the captured logs, and a transcript of who
wrote in which order and when, with their LINE ids, as LINE itself or a look over a shoulder would give it. With or
without the installation's key file. Every attack turns this into guesses: person -> published row.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.flows.relink_loot import Loot, Row, known_as, mark_of, offset_of, waits_in

Answers = Mapping[str, int]
Guess = Mapping[int, str]
"""Person's place in the transcript -> key of the row said to be theirs."""
Attack = Callable[[Loot], Guess]


def _in_batches(loot: Loot, order: Callable[[Row], Any]) -> Guess:
    """The n-th to answer is the n-th of their batch, once the batch is laid out in this order."""
    laid_out = [row["key"] for batch in loot.batches for row in sorted(batch, key=order)]
    return dict(enumerate(laid_out))


def by_place(loot: Loot) -> Guess:
    """Rows in the sheet lie in the order of answering."""
    return _in_batches(loot, lambda row: row["place"])


def by_place_backwards(loot: Loot) -> Guess:
    """The same from the end of each batch."""
    return _in_batches(loot, lambda row: -row["place"])


def by_key(loot: Loot) -> Guess:
    """Keys grow with time."""
    return _in_batches(loot, lambda row: row["key"])


def by_table_order(loot: Loot) -> Guess:
    """The database gives rows in the order in which they came (a rowid in disguise)."""
    place = {row["key"]: at for at, row in enumerate(loot.rows)}
    return _in_batches(loot, lambda row: place[row["key"]])


def by_place_in_the_file(loot: Loot) -> Guess:
    """Rows were written to the file's pages one after the other, from a page's end towards its beginning."""
    return _in_batches(loot, lambda row: -offset_of(loot, row["key"]))


def by_place_in_the_file_forwards(loot: Loot) -> Guess:
    """The same the other way round."""
    return _in_batches(loot, lambda row: offset_of(loot, row["key"]))


def by_workbook(loot: Loot) -> Guess:
    """The workbook's rows lie in the order of answering: the n-th data row is the n-th person's."""
    key_of = {row["place"]: row["key"] for row in loot.rows}
    return {at: key_of[int(str(line[0]))] for at, line in enumerate(loot.workbook)}


def by_day(loot: Loot) -> Guess:
    """A day on which one person answered, and a day of which one row is: they belong together."""
    people = Counter(one.day for one in loot.transcript)
    rows = Counter(row["day"] for row in loot.rows)
    alone = {row["day"]: row["key"] for row in loot.rows if rows[row["day"]] == 1}
    return {at: alone[one.day] for at, one in enumerate(loot.transcript) if people[one.day] == 1 and one.day in alone}


def by_shared_value(loot: Loot) -> Guess:
    """Something kept about a person (id, hash, mark) is also on a row."""
    found = {}
    for at, one in enumerate(loot.transcript):
        about = {one.user_id, *known_as(loot, one.user_id)} - {""}
        hits = [row["key"] for row in loot.rows if about & {str(value) for value in row.values()}]
        found.update({at: hits[0]} if len(hits) == 1 else {})
    return found


def by_mark(loot: Loot) -> Guess:
    """With the keys and an open round: make everybody's mark again, and match the marks' order with the rows'."""
    marks = {at: mark_of(loot, one.user_id) for at, one in enumerate(loot.transcript) if one.user_id}
    kept = {row["mark"] for row in loot.tables["ballots"]}
    known = {at: mark for at, mark in marks.items() if mark in kept}
    found = {}
    for number, batch in enumerate(loot.batches):
        people = sorted((known[at], at) for at in range(number * 5, number * 5 + len(batch)) if at in known)
        if len(people) == len(batch):
            found.update({at: row["key"] for (_, at), row in zip(people, batch, strict=True)})
    return found


def by_mark_in_the_file(loot: Loot) -> Guess:
    """The same by where marks and rows lie in the file."""
    marks = {at: mark_of(loot, one.user_id) for at, one in enumerate(loot.transcript) if one.user_id}
    found = {}
    for number, batch in enumerate(loot.batches):
        people = [at for at in range(number * 5, number * 5 + len(batch)) if marks.get(at)]
        if len(people) == len(batch):
            people.sort(key=lambda at: offset_of(loot, marks[at] or ""))
            laid_out = sorted(batch, key=lambda row: offset_of(loot, row["key"]))
            found.update({at: row["key"] for at, row in zip(people, laid_out, strict=True)})
    return found


def by_payload(loot: Loot) -> Guess:
    """With the keys: open what waits beside a mark, and find the row with those answers."""
    found = {}
    by_mark_ = {row["mark"]: row for row in loot.tables["ballots"]}
    for at, one in enumerate(loot.transcript):
        ballot = by_mark_.get(mark_of(loot, one.user_id) or "")
        said = waits_in(loot, ballot) if ballot is not None else None
        rows = [row["key"] for row in loot.rows if said is not None and json.loads(row["answers"]) == said]
        found.update({at: rows[0]} if len(rows) == 1 else {})
    return found


def by_logs(loot: Loot) -> Guess:
    """A log line that names a row, after a line that names a person."""
    found = {}
    for at, one in enumerate(loot.transcript):
        for name in {one.user_id, *known_as(loot, one.user_id)} - {""}:
            after = loot.logs.partition(name)[2]
            near = sorted((after.find(row["key"]), row["key"]) for row in loot.rows if row["key"] in after)
            found.update({at: near[0][1]} if near else {})
    return found


ATTACKS: tuple[Attack, ...] = (
    by_place,
    by_place_backwards,
    by_key,
    by_table_order,
    by_place_in_the_file,
    by_place_in_the_file_forwards,
    by_workbook,
    by_day,
    by_shared_value,
    by_mark,
    by_mark_in_the_file,
    by_payload,
    by_logs,
)


def hits(loot: Loot, guess: Guess, truth: Sequence[Answers]) -> int:
    """How many people were found: their row carries their answers."""
    said = {row["key"]: json.loads(row["answers"]) for row in loot.rows}
    return sum(said[key] == truth[at] for at, key in guess.items())
