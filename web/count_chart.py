"""Months as horizontal bars of counted parts, as an SVG picture that needs no colour, style or script.

The parts are told apart by pattern (lines, net, blank with a broken edge), their figures stand over each bar in the
order of the legend, and the picture's description says everything. It always stands beside its table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH = 320
"""Units across: on the narrowest telephone a letter keeps the size of the page's text."""
_BAR_LEFT, _BAR_WIDTH, _BAR_HEIGHT = 1, 318, 18
_ROW, _LEGEND = 58, 24
_FILLS = ("lines", "net", "blank")


@dataclass(frozen=True)
class Bar:
    """One month: a count for each part, in the order of `Chart.parts`."""

    label: str
    counts: Sequence[int]


@dataclass(frozen=True)
class Chart:
    """Bars under a title. `key` names it in the page: ASCII letters, digits and hyphens, once a page."""

    key: str
    title: str
    parts: Sequence[str]
    """Names of up to three parts."""
    bars: Sequence[Bar]
    nothing: str
    """What a bar without anything says."""

    def said(self, bar: Bar) -> str:
        """A bar in words."""
        if not any(bar.counts):
            return self.nothing
        return " · ".join(f"{name} {count}" for name, count in zip(self.parts, bar.counts, strict=True))


def svg(chart: Chart) -> str:
    """The picture: `<svg role="img">` with title and description. The same chart gives the same text."""
    top = _LEGEND * len(chart.parts) + 8
    height = top + _ROW * len(chart.bars)
    most = max((sum(bar.counts) for bar in chart.bars), default=0) or 1
    rows = "".join(_row(chart, bar, top + _ROW * place, most) for place, bar in enumerate(chart.bars))
    told = ", ".join(f"{bar.label}: {chart.said(bar)}" for bar in chart.bars)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'aria-labelledby="{chart.key}-name" aria-describedby="{chart.key}-said">'
        f'<title id="{chart.key}-name">{escape(chart.title)}</title>'
        f'<desc id="{chart.key}-said">{escape(told)}</desc>{_patterns(chart.key)}{_legend(chart)}{rows}</svg>'
    )


def _patterns(key: str) -> str:
    return (
        f'<defs><pattern id="{key}-lines" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" fill="#d9e5e2"/><path d="M-1 7L7-1M-1 1L1-1M5 7L7 5" stroke="#0a4d46"/></pattern>'
        f'<pattern id="{key}-net" width="4" height="4" patternUnits="userSpaceOnUse">'
        '<rect width="4" height="4" fill="#fff"/><path d="M0 2H4M2 0V4" stroke="#1a222b" stroke-width="1.6"/>'
        "</pattern></defs>"
    )


def _legend(chart: Chart) -> str:
    return "".join(
        _box(chart.key, fill, 1, _LEGEND * place + 2, 24)
        + f'<text x="32" y="{_LEGEND * place + 17}" font-size="16" fill="#1a222b">{escape(name)}</text>'
        for place, (fill, name) in enumerate(zip(_FILLS, chart.parts, strict=False))
    )


def _row(chart: Chart, bar: Bar, top: int, most: int) -> str:
    left, boxes = float(_BAR_LEFT), ""
    for fill, count in zip(_FILLS, bar.counts, strict=False):
        if count:
            width = _BAR_WIDTH * count / most
            boxes += _box(chart.key, fill, left, top + 34, width)
            left += width
    figures = " · ".join(map(str, bar.counts)) if any(bar.counts) else chart.nothing
    return (
        f'<g><text x="0" y="{top + 26}" font-size="16" fill="#1a222b">{escape(bar.label)}</text>'
        f'<text x="{WIDTH}" y="{top + 26}" font-size="16" font-weight="700" fill="#1a222b" text-anchor="end">'
        f"{escape(figures)}</text>{boxes}</g>"
    )


def _box(key: str, fill: str, left: float, top: float, width: float) -> str:
    inside = '#fff" stroke-dasharray="3 3' if fill == "blank" else f"url(#{key}-{fill})"
    return (
        f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="{_BAR_HEIGHT}" fill="{inside}" stroke="#1a222b"/>'
    )
