"""The Google sink before an emulator in the same process: no HTTP, no database. For everything that is about cells."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from devtools.sheets import Emulator, routes
from devtools.sheets.calls import Call
from devtools.sheets.refusal import Refusal
from sheets_sync import google_layout
from sheets_sync.google_sink import Sink
from sheets_sync.limits import Limits
from sheets_sync.model import Chart, ChartKind, Column, Kind, Row, Tab
from sheets_sync.ports import Layout
from sheets_sync.state import Attempt, SheetState, attempt_from, from_json
from sheets_sync.trouble import RequestRefused
from tests.fakes.clock import FrozenClock
from tests.sheets_sync.projected import wanted

BOOK = "book"
COLUMNS = (
    Column("ลำดับ", Kind.WHOLE, 8, "ลำดับในระบบ"),
    Column("ข้อความ", Kind.TEXT, 20, "ข้อความ"),
    Column("คะแนน", Kind.SCORE, 10, "คะแนน"),
)


def growing(count: int, *, key: str = "grow", columns: Sequence[Column] = COLUMNS) -> Tab:
    """A tab to which rows are added."""
    rows: list[Row] = [(place, f"แถว {place}", None) for place in range(1, count + 1)]
    return Tab(key, "เพิ่ม" if key == "grow" else key, columns, rows, growing=True)


def small(*rows: Row) -> Tab:
    """A tab of figures with a chart."""
    chart = Chart("bars", "กราฟ", ChartKind.BAR, 1, (2,), 0, max(len(rows) - 1, 0), 100)
    return Tab("small", "เล็ก", COLUMNS, rows, charts=(chart,))


Answers = Callable[[dict[str, Any]], None]


@dataclass
class NearSheet:
    """`ports.Sheet` on an emulator, with Google's refusals as ours."""

    emulator: Emulator
    book: str = BOOK
    refuses: Answers = lambda body: None
    """Called with each batch before it is carried out; raises what Google would."""
    bodies: list[str] = field(default_factory=list)
    reads: int = 0

    def layout(self) -> Layout:
        self.reads += 1
        query = {"fields": [google_layout.LAYOUT_FIELDS]}
        return google_layout.layout(self._answer("GET", f"/v4/spreadsheets/{self.book}", query))

    def values(self, blocks: Sequence[Mapping[str, Any]]) -> list[list[list[Any]]]:
        self.reads += 1
        body = {"dataFilters": [{"gridRange": dict(block)} for block in blocks],
                "valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}  # fmt: skip
        path = f"/v4/spreadsheets/{self.book}/values:batchGetByDataFilter"
        return google_layout.blocks(self._answer("POST", path, {}, body), blocks)

    def send(self, body: str) -> None:
        self.bodies.append(body)
        self.refuses(json.loads(body))
        self._answer("POST", f"/v4/spreadsheets/{self.book}:batchUpdate", {}, json.loads(body))

    def _answer(self, method: str, path: str, query: dict[str, list[str]], body: Any = None) -> dict[str, Any]:
        call = Call(method, path, query, b"" if body is None else json.dumps(body).encode(), "desk@project.example")
        route, parts = routes.find(method, path)
        try:
            found: dict[str, Any] = json.loads(self.emulator.carry_out(route, parts, call).content)
        except Refusal as refusal:
            raise RequestRefused("full" if "limit of" in refusal.message else "refused") from refusal
        return found


@dataclass
class Near:
    """A spreadsheet and what the product remembers of it."""

    sheet: NearSheet
    clock: FrozenClock
    state: SheetState = field(default_factory=lambda: SheetState(spreadsheet=BOOK))
    attempt: Attempt | None = None
    limits: Limits = field(default_factory=lambda: Limits(writes_a_turn=1000))
    kept: str = ""
    """The state as it was kept last."""

    def run(self, *tabs: Tab, **asked: bool) -> None:
        """One run; raises what the sink raises."""
        sink = Sink(self.sheet, "banmai", self.state, self._keep, self.clock.now, self.attempt, self.limits)
        sink.bring_up_to(tabs, **asked)

    def _keep(self, state: SheetState, attempt: Attempt | None) -> None:
        self.state, self.attempt, self.kept = state, attempt, json.dumps(state.as_json())

    @property
    def writes(self) -> int:
        """Batches so far."""
        return len(self.sheet.bodies)

    def restart(self) -> None:
        """The process has ended; what was kept is read again."""
        self.state = from_json(json.loads(self.kept))
        if self.attempt is not None:
            plan = json.loads(json.dumps(self.attempt.plan()))
            old = self.attempt
            self.attempt = attempt_from(old.batch, old.body, plan, old.sent_at, old.tries)

    def cells(self, tab: Tab) -> list[list[Any]]:
        """What stands in the tab, wherever it was renamed to."""
        book = self.sheet.emulator.books.get(BOOK)
        return self.sheet.emulator.values(BOOK, book.sheet(tab.sheet_id).title)

    def by_hand(self, *requests: dict[str, Any]) -> None:
        """Somebody changes the spreadsheet."""
        self.sheet.emulator.batch_update(BOOK, {"requests": list(requests)})

    def titles(self) -> list[str]:
        """All tabs."""
        return [sheet.title for sheet in self.sheet.emulator.books.get(BOOK).sheets]

    def later(self, **time: float) -> None:
        self.clock.pass_time(seconds=timedelta(**time).total_seconds())


def open_near(clock: FrozenClock) -> Near:
    """An empty spreadsheet."""
    emulator = Emulator(now=lambda: clock.now().timestamp(), check=True)
    emulator.add(BOOK)
    return Near(NearSheet(emulator), clock)


def assert_holds(near: Near, *tabs: Tab) -> None:
    """Every cell is as the tabs say."""
    assert [near.cells(tab) for tab in tabs] == [wanted(tab) for tab in tabs]
