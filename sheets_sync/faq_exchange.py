"""One exchange between tab and knowledge base, when the tab has been read: publish, write back, remember."""

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping, Sequence

from qa.entries import Entry, Status
from qa.faq_table import Table
from sheets_sync import faq_batches as batching
from sheets_sync import faq_requests as asking
from sheets_sync import plan
from sheets_sync.faq_memory import remember, revision_of
from sheets_sync.faq_publish import Pass, Published, publish
from sheets_sync.model import Tab, stable_id
from sheets_sync.ports import Layout
from sheets_sync.trouble import RequestRefused

_MARK = stable_id("mark", "faq")
"""The id of the note on the tab that says that it has been filled."""
log = logging.getLogger("sheets_sync")


def fill(one: Pass, tab: Tab, layout: Layout) -> bool:
    """Write the tab from the knowledge base. False: it was deleted meanwhile; begin again."""
    with one.lease.renewed() as work:
        every, revision = work.faq.all(one.agency), revision_of(work, one.agency)
        moments = work.faq.changed_at(one.agency)
    entries = [entry for entry in every if entry.status is not Status.HIDDEN]
    choices = batching.drop_downs(tab.sheet_id, batching.WHOLE, every)
    cells = batching.fill(tab.sheet_id, entries, moments)
    batches = [*_longer(tab, layout, len(entries) + 1), *batching.batches([*cells, *choices, *_mark(tab, layout)])]
    if len(batches) > 1:
        _agree_on_nothing(one)
    if not _applied(one, batches):
        return False
    one.memory.agree(entries, revision)
    one.memory.choices = _fingerprint(choices)
    return True


def _longer(tab: Tab, layout: Layout, wanted: int) -> list[list[plan.Json]]:
    rows = wanted - layout.grids[tab.sheet_id].rows
    longer = {"sheetId": tab.sheet_id, "dimension": "ROWS", "length": rows + plan.ROWS_MORE}
    return [[{"appendDimension": longer}]] if rows > 0 else []


def _agree_on_nothing(one: Pass) -> None:
    """Until all batches have arrived, a row that is missing is nobody's wish; and we may be interrupted between two."""
    one.memory.rows = {}
    with one.lease.renewed() as work:
        remember(work, one.agency, one.memory, one.parts.clock.now())


def _applied(one: Pass, batches: Iterable[Sequence[plan.Json]]) -> bool:
    try:
        for batch in batches:
            one.sheet.apply(batch)
    except RequestRefused:
        return False  # deleted this moment
    return True


def exchange(one: Pass, tab: Tab, layout: Layout, table: Table, grid: asking.Grid) -> bool:
    """The tab's edits go live and the office's own reach the tab. False: somebody typed meanwhile; begin again."""
    done = publish(one, table)
    choices = [] if done.why else batching.drop_downs(tab.sheet_id, table, done.after)
    stale = choices if _fingerprint(choices) != one.memory.choices else []
    changes = _changes(one, table, grid, done)
    if (changes or stale) and not _write(one, tab, layout, grid, changes, stale):
        return False
    if done.why:
        return hold(one, done.why)
    told = set(done.ids.values())
    with_row = [entry for entry in done.after if entry.id in told or entry.status is not Status.HIDDEN]
    one.memory.agree(with_row, done.revision)
    one.memory.choices = _fingerprint(choices)
    return True


def marked(tab: Tab, layout: Layout) -> bool:
    """Whether the tab has been filled once; one that has not was just made."""
    return _MARK in layout.grids[tab.sheet_id].marks


def _mark(tab: Tab, layout: Layout) -> list[plan.Json]:
    if marked(tab, layout):
        return []
    place = {"metadataId": _MARK, "metadataKey": "prongsai.faq", "metadataValue": "1", "visibility": "DOCUMENT"}
    location = {"location": {"sheetId": tab.sheet_id}}
    return [{"createDeveloperMetadata": {"developerMetadata": place | location}}]


def hold(one: Pass, why: str) -> bool:
    """Edits wait for somebody."""
    one.memory.hold(why)
    log.warning("faq.held", extra={"agency": one.agency.code, "reason": why})
    return True


def _changes(one: Pass, table: Table, grid: asking.Grid, done: Published) -> dict[asking.Place, asking.Written]:
    """The cells to write."""
    if done.why == "faulty":
        return asking.verdicts(table, grid, done.merged.examined)
    if done.why:
        return {}
    entries: Mapping[str, Entry] = {entry.id: entry for entry in done.after}
    mended = one.memory.held == "faulty"
    return {
        **asking.updates(table, grid, done.ids, entries, done.changed_at),
        **asking.additions(table, grid, done.ids, done.after, done.changed_at),
        **asking.columns_back(table, grid, done.ids, entries, done.changed_at),
        **asking.verdicts(table, grid, done.merged.examined, done.merged, mended=mended),
    }


def _write(
    one: Pass, tab: Tab, layout: Layout, grid: asking.Grid,
    changes: Mapping[asking.Place, asking.Written], choices: Sequence[plan.Json],
) -> bool:  # fmt: skip
    """Write the cells, unless the tab is no longer as it was read."""
    properties = layout.grids[tab.sheet_id]
    found = batching.room(tab.sheet_id, properties.rows, properties.columns, changes)
    found += [*batching.requests(tab.sheet_id, changes), *choices, *_mark(tab, layout)]
    if one.sheet.cells(properties.title) != grid:
        return False
    return _applied(one, batching.batches(found))


def _fingerprint(choices: Sequence[plan.Json]) -> str:
    return hashlib.sha256(json.dumps(choices).encode()).hexdigest()
