"""What is wrong, and where to get the right one. Used by `python -m app doctor`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app import health, texts_keys
from app import texts_doctor as texts
from app.house import House
from console.credential_shapes import Shape, recognise
from kernel.agency import Agency
from kernel.errors import Unavailable
from qa.entries import Entry
from qa.knowledge import live_entries
from qa.placeholders import MEANINGS, holes

_IDS_SHOWN = 8


@dataclass(frozen=True)
class Finding:
    """One line of the report. `level`: ok | note | wrong."""

    level: str
    key: str
    detail: str = ""
    said: str = ""
    """The sentence, when the room concerned says it itself."""

    @property
    def sentence(self) -> str:
        """Thai and English."""
        return self.said or texts.SENTENCES[self.key].format(detail=self.detail)


def examine(house: House, *, reach: bool = True) -> Iterator[tuple[str, Finding]]:
    """(where, finding) for the installation ("*") and each agency. `reach` = also ask LINE and Google."""
    signs = health.check(house)
    for name, state in signs.items():
        yield "*", Finding("ok" if state == "ok" else "wrong", f"{name}_{'ok' if state == 'ok' else 'bad'}", state)
    yield "*", _base_url(house)
    if (signs["database"], signs["migrations"]) != ("ok", "ok"):
        return
    with house.workplace.read() as work:
        agencies = work.agencies.all()
    for agency in agencies:
        for finding in _agency(house, agency, reach):
            yield agency.code, finding


def _base_url(house: House) -> Finding:
    url = house.settings.public_url
    return Finding(
        "ok" if url.startswith("https://") else "note", "https" if url.startswith("https://") else "http", url
    )


def _agency(house: House, agency: Agency, reach: bool) -> Iterator[Finding]:
    with house.workplace.read() as work:
        line = work.credentials.get(agency, "line") or {}
        sheets = work.credentials.get(agency, "sheets") or {}
        lacking = _lacking(live_entries(work, agency), agency)
        target = work.targets.get(agency, "xlsx")
        differing = work.tallies.differing(agency)
    yield from _line(house, agency, line, reach)
    yield from _sheets(house, agency, sheets, reach)
    door = house.fraud.door(agency)
    yield Finding("ok", "door_open") if door.open else Finding("note", "door_closed", ", ".join(door.lacking))
    yield from _fraud_room(house, agency)
    yield from lacking or [Finding("ok", "filled")]
    yield Finding("wrong", "tallies_bad", " ".join(differing)) if differing else Finding("ok", "tallies_ok")
    yield Finding("ok", "workbook") if target and target["synced_at"] else Finding("note", "no_workbook")


def _fraud_room(house: House, agency: Agency) -> Iterator[Finding]:
    """Signs of a change by hand, what waits for an officer, and the line to note down elsewhere."""
    for found in house.fraud.examine(agency):
        yield Finding("wrong", "fraud_edited", said=texts_keys.FOUND[found])
    if stale := house.fraud.stale(agency):
        yield Finding("note", "fraud_stale", said=texts_keys.STALE.format(n=stale))
    if waits := house.fraud.erasures_waiting(agency):
        yield Finding("note", "fraud_erasures", said=texts_keys.ERASE_WAITS.format(n=waits))
    yield Finding("ok", "fraud_anchor", said=texts_keys.ANCHOR.format(anchor=house.fraud.anchor(agency)))


def _lacking(entries: Iterable[Entry], agency: Agency) -> list[Finding]:
    """Each placeholder that is not filled in, with the answers that have a line less because of it."""
    users: dict[str, list[str]] = {}
    for entry in entries:
        for name in holes(entry, agency):
            users.setdefault(name, []).append(entry.id)
    by_weight = sorted(users.items(), key=lambda one: (-len(one[1]), one[0]))
    return [Finding("note", "unfilled" if name in MEANINGS else "slot", _named(name, ids)) for name, ids in by_weight]


def _named(name: str, ids: list[str]) -> str:
    more = f" +{len(ids) - _IDS_SHOWN}" if len(ids) > _IDS_SHOWN else ""
    return f"{{{name}}} {MEANINGS.get(name, '')} ({len(ids)}): {', '.join(ids[:_IDS_SHOWN])}{more}"


def _line(house: House, agency: Agency, values: dict[str, str], reach: bool) -> Iterator[Finding]:
    if not values:
        yield Finding("note", "line_missing")
        return
    for name, wanted in (("secret", Shape.LINE_SECRET), ("token", Shape.LINE_TOKEN), ("basic_id", Shape.LINE_BASIC_ID)):
        found = recognise(values.get(name, ""))
        if found is not wanted:
            yield Finding("wrong", f"line_{name}", found.value)
    if agency.demo and not house.settings.line_api:
        yield Finding("note", "line_demo")
    elif reach:
        yield _line_answers(house, agency, values)


def _line_answers(house: House, agency: Agency, values: dict[str, str]) -> Finding:
    url = f"{house.settings.public_url}/line/{agency.code}/webhook"
    try:
        report = house.console_parts.line_probe.test(agency, values, url)
    except Unavailable:
        return Finding("wrong", "line_unreachable")
    if report.problem:
        return Finding("wrong", f"line_{report.problem}", report.webhook_reason or report.webhook_url)
    return Finding("ok", "line_ok", report.bot_name)


def _sheets(house: House, agency: Agency, values: dict[str, object], reach: bool) -> Iterator[Finding]:
    if not values:
        yield Finding("note", "sheets_missing")
        return
    if recognise(json.dumps(values.get("service_account"))) is not Shape.SERVICE_ACCOUNT:
        yield _sheets_trouble("key_shape", values)
    elif reach:
        yield _sheets_answer(house, agency, values)


def _sheets_answer(house: House, agency: Agency, values: dict[str, object]) -> Finding:
    try:
        report = house.console_parts.sheet_probe.test(agency, values)
    except Unavailable:
        return Finding("wrong", "sheets_unreachable")
    return _sheets_trouble(report.problem, values) if report.problem else Finding("ok", "sheets_ok", report.title)


def _sheets_trouble(problem: str, values: dict[str, object]) -> Finding:
    from sheets_sync.probe import SheetReport, explain  # gspread is slow to import

    return Finding("wrong", f"sheets_{problem}", said=" / ".join(explain(SheetReport(problem), values)))
