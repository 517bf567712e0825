"""Somebody who holds everything we keep, and tries to say who answered what.

The loot: every table, the raw bytes of every file (pages, log, workbook), the captured logs, and a transcript of who
wrote in which order and when, with their LINE ids, as LINE itself or a look over a shoulder would give it. With or
without the installation's key file. Every attack turns this into guesses: person -> published row.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import permutations
from typing import Any

from kernel.agency import Agency
from kernel.errors import Unreadable
from kernel.vault import Vault

Row = Mapping[str, Any]
Answers = Mapping[str, int]
Guess = Mapping[int, str]
"""Person's place in the transcript -> key of the row said to be theirs."""


@dataclass(frozen=True)
class Witnessed:
    """One person as an outsider saw them. `user_id` is "" on the web."""

    user_id: str
    day: date
    minute: int
    """Minutes since the round's first answer."""


@dataclass(frozen=True)
class Loot:
    """Everything taken at one moment."""

    agency: Agency
    round_id: str
    tables: Mapping[str, Sequence[Row]]
    """As the database gives them without being told an order."""
    files: Mapping[str, bytes]
    workbook: Sequence[Sequence[object]]
    logs: str
    transcript: Sequence[Witnessed]
    vault: Vault | None
    """The key file, when that was taken too."""

    @property
    def rows(self) -> Sequence[Row]:
        """The published answers."""
        return self.tables["responses"]

    @property
    def batches(self) -> list[list[Row]]:
        """Published rows by batch, in order: known to whoever watched the workbook grow by five."""
        by_place = sorted(self.rows, key=lambda row: row["place"])
        return [by_place[start : start + 5] for start in range(0, len(by_place), 5)]


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
        about = {one.user_id, *_known_as(loot, one.user_id)} - {""}
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
        said = _opened(loot, ballot) if ballot is not None else None
        rows = [row["key"] for row in loot.rows if said is not None and json.loads(row["answers"]) == said]
        found.update({at: rows[0]} if len(rows) == 1 else {})
    return found


def by_logs(loot: Loot) -> Guess:
    """A log line that names a row, after a line that names a person."""
    found = {}
    for at, one in enumerate(loot.transcript):
        for name in {one.user_id, *_known_as(loot, one.user_id)} - {""}:
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


def chance_of(at_least: int, batches: Sequence[int]) -> Fraction:
    """How likely blind guessing inside each batch finds `at_least` people: exact, from counted permutations."""
    return sum((likely for found, likely in _chances(tuple(batches)).items() if found >= at_least), Fraction(0))


@cache
def _chances(batches: tuple[int, ...]) -> Mapping[int, Fraction]:
    """How likely each number of finds is."""
    spread = {0: Fraction(1)}
    for size in batches:
        fixed = Counter(sum(a == b for a, b in enumerate(order)) for order in permutations(range(size)))
        total = fixed.total()
        grown: dict[int, Fraction] = {}
        for so_far, likely in spread.items():
            for more, n in fixed.items():
                grown[so_far + more] = grown.get(so_far + more, Fraction(0)) + likely * Fraction(n, total)
        spread = grown
    return spread


def bound(batches: Sequence[int], attacks: int, risk: Fraction = Fraction(1, 1_000_000)) -> int:
    """The fewest finds that blind guessing reaches with less than `risk` in any of so many attacks."""
    return next(n for n in range(sum(batches) + 2) if chance_of(n, batches) * attacks < risk)


def openable(loot: Loot) -> list[Any]:
    """Answers that can be read from waiting ballots with the keys at hand."""
    opened = (_opened(loot, row) for row in loot.tables["ballots"] if row["payload"] is not None)
    return [one for one in opened if one is not None]


def _known_as(loot: Loot, user_id: str) -> Iterable[str]:
    """Every name the product keeps for this person, as the key file can make them."""
    if loot.vault is None or not user_id:
        return set()
    names = {loot.vault.mark("person", loot.agency.code, user_id), mark_of(loot, user_id) or ""}
    return names - {""}


def mark_of(loot: Loot, user_id: str) -> str | None:
    """The person's mark; None without the keys, or once the round's secret is destroyed."""
    (round_,) = [row for row in loot.tables["survey_rounds"] if row["round"] == loot.round_id]
    if loot.vault is None or round_["secret"] is None or not user_id:
        return None
    secret = loot.vault.unseal("round", f"{loot.agency.code}/{loot.round_id}", bytes(round_["secret"]))
    return loot.vault.mark("ballot", loot.agency.code, loot.round_id, secret.hex(), user_id)


def _opened(loot: Loot, ballot: Row) -> Any:
    if loot.vault is None or ballot["payload"] is None:
        return None
    context = f"{loot.agency.code}/{ballot['round']}/{ballot['mark']}"
    try:
        return json.loads(loot.vault.unseal("ballot", context, bytes(ballot["payload"])))["answers"]
    except Unreadable:
        return None


def offset_of(loot: Loot, name: str) -> int:
    """Where a name lies in the files, -1 when it does not."""
    start = 0
    for file in sorted(loot.files):
        at = loot.files[file].find(name.encode()) if name else -1
        if at >= 0:
            return start + at
        start += len(loot.files[file])
    return -1
