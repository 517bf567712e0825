"""The report over many agencies as plain figures: what may be printed of it, in one documented shape.

Scores under ten answers are left out, and so are counts that could point to a person, with whatever would give them
away. Scores are strings with two decimals; null stands for what is not said.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from surveys import report_texts as texts
from surveys.asides import Profile
from surveys.intervals import Interval
from surveys.province import LeftOut, Part, Province
from surveys.report_cells import people_tables
from surveys.results import LEAST, IndicatorResult, ItemResult
from surveys.scoring import Score, Scored
from surveys.suppression import one_way, two_way
from surveys.tally import CHANNEL, POINT

Counts = dict[str, int | None]
"""Value -> respondents; None = withheld."""


def figures(
    province: Province, people: Mapping[Profile, int] | None = None, without: Sequence[LeftOut] = ()
) -> dict[str, Any]:
    """{"instrument", "period", "agencies": {code: part}, "whole": part, "people", "left_out"}, see `_part`.

    people -- who answered, all agencies together; "tables" of it stand under "people" with what must be said of them
    """
    tables = sorted({dimension for part in province.agencies.values() for dimension in part.tables} - {CHANNEL})
    shown = {dimension: _shown_counts(province, dimension) for dimension in tables}
    parts = {code: _part(part, _of_part(part, shown, code)) for code, part in province.agencies.items()}
    whole = _part(province.whole, _of_part(province.whole, shown, "*"))
    return {
        "instrument": province.instrument.id,
        "period": province.period.code,
        "agencies": parts,
        "whole": whole,
        "people": {
            "said": texts.PEOPLE_SAID,
            "tables": [{"columns": columns, "rows": rows} for columns, rows in people_tables(people or {})],
        },
        "left_out": [
            {"agency": one.agency, "round": one.round.id, "why": one.why.value, "said": texts.LEFT_OUT[one.why]}
            for one in without
        ],
    }


def _part(part: Part, shown: Mapping[str, Counts]) -> dict[str, Any]:
    summary = part.summary
    clean, flagged = one_way([part.unflagged.n, summary.flagged])
    return {
        "n": summary.n,
        "channels": {"told": dict(part.channels.named), "rest": part.channels.rest},
        "target": summary.target,
        "flagged": flagged,
        "total": _with_interval(summary.total, summary.total_interval),
        "total_unflagged": None if clean is None else _score(part.unflagged.total),
        "indicators": {one.key: _result(one) for one in summary.indicators},
        "items": {one.item.id: _result(one) for one in summary.items},
        "tables": {
            dimension: {value: _row(part.tables.get(dimension, {}).get(value), n) for value, n in counts.items()}
            for dimension, counts in shown.items()
        },
    }


def _of_part(part: Part, shown: Mapping[str, Mapping[str, Counts]], code: str) -> dict[str, Counts]:
    """Dimension -> value -> the count as it may be shown in this part."""
    crossed = {
        dimension: {value: counts[code][value] for value in part.tables[dimension]}
        for dimension, counts in shown.items()
        if dimension in part.tables
    }
    return {**({CHANNEL: dict(part.channels.named)} if part.channels.named else {}), **crossed}


def _result(one: ItemResult | IndicatorResult) -> dict[str, Any]:
    return {**_with_interval(one.score, one.interval), "n": one.score.n}


def _with_interval(score: Score, span: Interval | None) -> dict[str, Any]:
    shown = _score(score)
    ends = None if shown is None or span is None else [f"{span.low:.1f}", f"{span.high:.1f}"]
    return {"score": shown, "interval": ends}


def _row(scored: Scored | None, n: int | None) -> dict[str, Any]:
    if scored is None or n is None:
        return {"n": None, "total": None, "indicators": None, "items": None}
    return {
        "n": n,
        "total": _score(scored.total),
        "indicators": {key: _score(one) for key, one in scored.indicators.items()},
        "items": {key: _score(one) for key, one in scored.items.items()},
    }


def _score(score: Score) -> str | None:
    return score.shown if score.n >= LEAST else None


def _shown_counts(province: Province, dimension: str) -> dict[str, Counts]:
    """Agency code (and "*") -> value -> the count as it may be shown. Points stand within their agency alone."""
    if dimension == POINT:
        return {code: _alone(part) for code, part in province.agencies.items()}
    values = list(province.whole.tables[dimension])
    rows = [_counts(part, dimension, values) for part in province.agencies.values()]
    shown = two_way(rows)
    found = {
        code: dict(zip(values, cells, strict=False)) for code, cells in zip(province.agencies, shown.cells, strict=True)
    }
    return {**found, "*": dict(zip(values, shown.column_totals, strict=False))}


def _alone(part: Part) -> Counts:
    values = list(part.tables.get(POINT, ()))
    return dict(zip(values, one_way(_counts(part, POINT, values)), strict=False))


def _counts(part: Part, dimension: str, values: Sequence[str]) -> list[int]:
    """The respondents of each value, and in the last place those of none: the sum is known."""
    table = part.tables.get(dimension, {})
    counts = [table[value].n if value in table else 0 for value in values]
    return [*counts, part.summary.n - sum(counts)]
