"""What a report is made from and what it consists of: plain tables, charts and paragraphs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kernel.agency import Agency
from kernel.calendar import Period
from surveys.apart import Apart
from surveys.asides import Profile
from surveys.charts import Chart
from surveys.improvement import Issue
from surveys.levels import Satisfaction
from surveys.report_cells import Cell
from surveys.results import RoundSummary


@dataclass(frozen=True)
class Table:
    """A printed table. `key` names it in pages and files; the first cell of a row names the row."""

    key: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    said: Sequence[str] = ()
    words: int = 1
    """How many of the first columns hold words; the others hold figures."""
    crossed: bool = False
    """Read along rows and columns alike, so that a narrow screen must not break it up."""


@dataclass(frozen=True)
class Group:
    """A part of the answers with a name: a counter, a service, a quarter."""

    name: str
    summary: RoundSummary
    of: tuple[str, ...] = ()
    """The counters it is the sum of, where it is one."""


@dataclass(frozen=True)
class Comments:
    """Free text under one heading, kept apart from every row."""

    heading: str
    said: Sequence[str]


@dataclass(frozen=True)
class Material:
    """What a report is made from. Groups may be empty."""

    agency: Agency
    span: Period
    produced_on: date
    whole: RoundSummary
    points: Sequence[Group] = ()
    services: Sequence[Group] = ()
    rounds: Sequence[Group] = ()
    apart: Apart = field(default=Apart(None, None))
    people: Mapping[Profile, int] = field(default_factory=dict)
    """Who answered, as they told it; joined to no answer."""
    choices: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Item -> how often each option was chosen."""
    levels: Mapping[str, Satisfaction] = field(default_factory=dict)
    """Mean and S.D. as satisfaction reports print them, as `surveys.levels` keys them; empty for other kinds."""
    comments: Sequence[Comments] = ()


@dataclass(frozen=True)
class Report:
    """What is printed, in reading order."""

    material: Material
    facts: Sequence[str]
    lowest: str
    """The sentence that names the weakest item, or ""."""
    tables: Sequence[Table]
    charts: Mapping[str, Chart]
    """Table key -> the chart drawn from it."""
    issues: Sequence[Issue]
    """The write-up by improvement issue."""

    @property
    def comments(self) -> Sequence[Comments]:
        """Free text, for the office's own use."""
        return self.material.comments

    @property
    def whole(self) -> RoundSummary:
        """The summary the report stands on."""
        return self.material.whole
