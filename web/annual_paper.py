"""The yearly report as plain words and figures, for the paper template."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from kernel.agency import Agency
from kernel.calendar import Period
from kernel.thai import thai_date, thai_period
from surveys import report_texts as texts
from surveys.charts import Bar, Chart, short_label
from surveys.improvement import Issue
from surveys.report_model import Report, Table


def words(agency: Agency, span: Period, reports: Sequence[Report], produced: date) -> dict[str, Any]:
    """What annual.typ prints."""
    return {
        "agency": agency.name,
        "title": texts.YEAR_TITLE,
        "year": thai_period(span),
        "made": texts.PRODUCED.format(day=thai_date(produced)),
        "issues": texts.ISSUES,
        "parts": [_part(one) for one in reports],
    }


def frozen(said: dict[str, Any]) -> str:
    """One text for one content."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def thawed(text: str) -> dict[str, Any]:
    """The content again."""
    said: dict[str, Any] = json.loads(text)
    return said


def _part(one: Report) -> dict[str, Any]:
    return {
        "title": one.whole.instrument.title,
        "total": texts.TOTAL_SAID.format(shown=one.whole.total.shown) if one.whole.decided else "",
        "lowest": one.lowest,
        "facts": list(one.facts),
        "tables": [_table(table, one.charts.get(table.key)) for table in one.tables],
        "issues": [_issue(issue) for issue in one.issues],
    }


def _table(table: Table, chart: Chart | None) -> dict[str, Any]:
    return {
        "title": table.title,
        "words": table.words,
        "columns": list(table.columns),
        "rows": [["–" if cell is None else str(cell) for cell in row] for row in table.rows],
        "said": list(table.said),
        "chart": None if chart is None else {"said": chart.described, "bars": [_bar(bar) for bar in chart.bars]},
    }


def _bar(bar: Bar) -> dict[str, Any]:
    return {
        "label": short_label(bar.label),
        "value": bar.value,
        "low": bar.value if bar.low is None else bar.low,
        "high": bar.value if bar.high is None else bar.high,
        "shown": bar.shown,
        "weakest": bar.weakest,
    }


def _issue(issue: Issue) -> dict[str, Any]:
    return {
        "title": texts.ISSUE.format(number=issue.number, name=issue.name),
        "heads": [[heading.title, heading.sentence] for heading in issue.headings] or [["", texts.ISSUE_UNDECIDED]],
    }
