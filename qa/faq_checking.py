"""A table against the knowledge base it would become: what cannot stand, row by row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kernel.codes import new_code
from qa import placeholders
from qa.entries import Entry, Status, flaws
from qa.faq_table import Flaw, Table
from qa.faq_texts import AT_OTHER, AT_ROW, FAULT, FAULT_WHICH, FLAWS, MORE_FAULTS, UNKNOWN_SLOT, WHOLE
from qa.normal import flat
from qa.versions import same

MOST_ENTRIES = 2000
"""Of one office, hidden ones not counted: up to here search keeps its promises."""
MOST_SAID = 30
"""No more faults than this are told at once."""


@dataclass(frozen=True)
class Placed:
    """An entry and the row it came from."""

    row: int
    entry: Entry


@dataclass(frozen=True)
class Examined:
    """What a table would make of the knowledge base, or why it cannot."""

    placed: tuple[Placed, ...]
    flaws: tuple[Flaw, ...]
    notes: tuple[Flaw, ...] = ()
    """Worth a look, but no hindrance."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The table's entries in its order."""
        return tuple(one.entry for one in self.placed)


@dataclass
class _Findings:
    found: list[Flaw] = field(default_factory=list)

    def say(self, placed: Placed, reason: str, **facts: str | int) -> None:
        self.found.append(Flaw(placed.row, reason, facts, placed.entry.id))


def free_id(taken: Callable[[str], bool]) -> str:
    """An id for a new entry."""
    while True:
        made = f"k-{new_code(6).lower()}"
        if not taken(made):
            return made


def examine(table: Table, current: Sequence[Entry], *, whole: bool) -> Examined:
    """The entries of a table laid over the present ones.

    whole -- the table is all there is: present entries that it does not hold will be hidden.
    A row without an id is the present entry with its question, or a new one. Entries that do not change are not
    judged again, so that what was exported can always come back.
    """
    placed = _placed(table, current)
    told = {one.entry.id for one in placed}
    rest = [entry for entry in current if entry.id not in told and not whole]
    nothing = [] if table.rows or table.flaws else [Flaw(0, "no_entries", {})]
    return judge(placed, {entry.id: entry for entry in current}, rest, [*table.flaws, *nothing])


def judge(
    placed: Sequence[Placed], before: Mapping[str, Entry], rest: Sequence[Entry], known: Sequence[Flaw]
) -> Examined:
    """Whether these entries can stand together.

    before -- the present entries by id; rest -- those among them that stay beside; known -- flaws found in reading.
    """
    fresh = [one for one in placed if one.entry.id not in before or not same(one.entry, before[one.entry.id])]
    found = _Findings(list(known))
    _each(fresh, found, {flaw.row for flaw in known})
    _ids(placed, found)
    _questions(placed, rest, fresh, found)
    shown = sum(1 for entry in (*rest, *(one.entry for one in placed)) if entry.status is not Status.HIDDEN)
    if shown > MOST_ENTRIES:
        found.found.append(Flaw(0, "too_many", {"most": MOST_ENTRIES, "count": shown}))
    else:
        _see(fresh, {entry.id: entry for entry in (*rest, *(one.entry for one in placed))}, found)
    return Examined(tuple(placed), tuple(sorted(found.found, key=lambda flaw: flaw.row)), tuple(slots(fresh)))


def see_flaw(entry: Entry, others: Mapping[str, Entry]) -> tuple[str, dict[str, str | int]] | None:
    """What is wrong with where `entry` sends readers on to, if anything: a reason and its facts."""
    if not entry.see or not entry.live:
        return None
    target = others.get(entry.see) if entry.see != entry.id else entry
    if target is None or not target.live:
        return "entry_see_unknown", {"see": entry.see}
    way = {entry.id: None}  # ordered, and quick to ask: files of thousands of entries come
    step: Entry | None = entry
    while step is not None and step.see:
        if step.see == entry.id:
            return "entry_see_loop", {"loop": " → ".join((*way, step.see))}
        if step.see in way:
            return None  # a loop further on, told at the entries that form it
        way[step.see] = None
        step = others.get(step.see)
    return None


def sentence(flaw: Flaw) -> str:
    """A flaw in Thai, with its row."""
    said = (FLAWS | WHOLE | {"slots": UNKNOWN_SLOT})[flaw.reason].format_map(flaw.facts)
    which = FAULT_WHICH.format(which=flaw.which) if flaw.which else ""
    return FAULT.format(row=flaw.row, which=which, said=said) if flaw.row else said


def sentences(found: Sequence[Flaw]) -> list[str]:
    """The first of them in Thai, and how many more there are."""
    told = list(dict.fromkeys(sentence(flaw) for flaw in found))
    more = len(told) - MOST_SAID
    return [*told[:MOST_SAID], MORE_FAULTS.format(count=more)] if more > 0 else told


def _placed(table: Table, current: Sequence[Entry]) -> list[Placed]:
    by_id, ids = {entry.id: entry for entry in current}, row_ids(table, current)
    return [Placed(told.row, told.over(by_id.get(ids[told.row]), ids[told.row])) for told in table.rows]


def row_ids(table: Table, current: Sequence[Entry]) -> dict[int, str]:
    """Row -> entry id. A row that names none is the present entry with its question, or gets a new id."""
    by_id = {entry.id: entry for entry in current}
    by_question = {flat(entry.question): entry for entry in reversed(current)}
    taken = set(by_id) | {str(told.values.get("id", "")).strip() for told in table.rows}
    ids = {}
    for told in table.rows:
        entry_id = str(told.values.get("id", "")).strip()
        if not entry_id:
            known = by_question.get(flat(str(told.values.get("question", ""))))
            entry_id = known.id if known else free_id(taken.__contains__)
            taken.add(entry_id)
        ids[told.row] = entry_id
    return ids


def _each(fresh: Sequence[Placed], found: _Findings, unread: set[int]) -> None:
    for one in fresh:
        for reason in flaws(one.entry):
            if one.row not in unread:  # a cell that could not be read would be complained about twice
                found.say(one, reason)


def _ids(placed: Sequence[Placed], found: _Findings) -> None:
    first: dict[str, int] = {}
    for one in placed:
        earlier = first.setdefault(one.entry.id, one.row)
        if earlier != one.row:
            found.say(one, "entry_twice", id=one.entry.id, where=AT_ROW.format(row=earlier))


def _questions(placed: Sequence[Placed], rest: Sequence[Entry], fresh: Sequence[Placed], found: _Findings) -> None:
    first = {flat(entry.question): AT_OTHER.format(id=entry.id) for entry in rest if entry.status is not Status.HIDDEN}
    owners = dict.fromkeys(first, "")
    judged = {one.row for one in fresh}
    for one in placed:
        if one.entry.status is Status.HIDDEN or not (mark := flat(one.entry.question)):
            continue
        where = first.setdefault(mark, AT_ROW.format(row=one.row))
        if owners.setdefault(mark, one.entry.id) != one.entry.id and one.row in judged:
            found.say(one, "entry_same_question", where=where)


def _see(fresh: Sequence[Placed], others: Mapping[str, Entry], found: _Findings) -> None:
    for one in fresh:
        wrong = see_flaw(one.entry, others)
        if wrong is not None:
            found.say(one, wrong[0], **wrong[1])


def slots(fresh: Sequence[Placed]) -> Iterator[Flaw]:
    """Placeholders that nothing will be put into."""
    for one in fresh:
        strange = sorted(placeholders.named(one.entry) - placeholders.KNOWN)
        if strange:
            facts = {"slots": " ".join(f"{{{name}}}" for name in strange)}
            yield Flaw(one.row, "slots", facts, one.entry.id)
