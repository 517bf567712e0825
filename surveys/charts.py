"""One drawing for every page: horizontal bars of scores, as an SVG picture that needs no colour, style or script.

A bar says its value in figures, so that nothing is told by colour or length alone; the weakest has its own pattern.
The picture has a name and a description for screen readers, and always stands beside the table it was drawn from.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from surveys import report_texts as texts

WIDTH = 320
"""Units across: on the narrowest telephone a letter keeps the size of the page's text."""
_BAR_LEFT, _BAR_WIDTH, _BAR_HEIGHT = 1, 256, 18
_ROW, _TOP, _AXIS = 54, 4, 28
_LONGEST_LABEL = 36
"""Letters; vowels and tones above and below take no room."""
_GRID = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Bar:
    """One score, 0 to 100, or None while too few have answered."""

    label: str
    value: float | None
    shown: str
    """The score as printed, e.g. "91.42", or why there is none."""
    low: float | None = None
    high: float | None = None
    """The interval around the value."""
    weakest: bool = False


@dataclass(frozen=True)
class Chart:
    """Bars under a title. `key` names it in the page: ASCII letters, digits and hyphens, once a page."""

    key: str
    title: str
    bars: Sequence[Bar]

    @property
    def described(self) -> str:
        """Everything the picture says, in a sentence."""
        return ", ".join(f"{bar.label} {_said(bar)}" for bar in self.bars)


def svg(chart: Chart) -> str:
    """The picture: `<svg role="img">` with title and description. The same chart gives the same text."""
    height = _TOP + _ROW * len(chart.bars) + _AXIS
    rows = "".join(_row(chart.key, index, bar) for index, bar in enumerate(chart.bars))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {WIDTH} {height}" '
        f'aria-labelledby="{chart.key}-name" aria-describedby="{chart.key}-said">'
        f'<title id="{chart.key}-name">{escape(chart.title)}</title>'
        f'<desc id="{chart.key}-said">{escape(chart.described)}</desc>'
        f"{_patterns(chart.key)}{_grid(height)}{rows}</svg>"
    )


def short_label(text: str) -> str:
    """The label if it fits over a bar, else its beginning, never torn inside a letter."""
    letters: list[str] = []
    for sign in text:
        if letters and (unicodedata.category(sign) in {"Mn", "Me"} or sign == "\u0e33"):  # sara am takes room
            letters[-1] += sign
        else:
            letters.append(sign)
    if sum(map(_room, letters)) <= _LONGEST_LABEL:
        return text
    kept, room = "", _LONGEST_LABEL - 1
    for letter in letters:
        room -= _room(letter)
        if room < 0:
            break
        kept += letter
    return kept.rstrip() + "…"


def _room(letter: str) -> int:
    return 1 + ("\u0e33" in letter)


def _said(bar: Bar) -> str:
    if bar.value is None or bar.low is None or bar.high is None:
        return bar.shown
    return texts.BAR_SAID.format(shown=bar.shown, low=f"{bar.low:.1f}", high=f"{bar.high:.1f}")


def _patterns(key: str) -> str:
    """Slanted lines for a score, a dense net for the weakest: told apart in any print."""
    return (
        f'<defs><pattern id="{key}-plain" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" fill="#d9e5e2"/><path d="M-1 7L7-1M-1 1L1-1M5 7L7 5" stroke="#0a4d46"/></pattern>'
        f'<pattern id="{key}-weakest" width="4" height="4" patternUnits="userSpaceOnUse">'
        '<rect width="4" height="4" fill="#fff"/><path d="M0 2H4M2 0V4" stroke="#1a222b" stroke-width="1.6"/>'
        "</pattern></defs>"
    )


def _grid(height: int) -> str:
    foot = height - _AXIS + 4
    lines = "".join(f'<path d="M{_x(at)} {_TOP}V{foot}" stroke="#c9c5bb"/>' for at in _GRID)
    words = "".join(
        f'<text x="{_x(at)}" y="{foot + 18}" font-size="16" fill="#414a54" text-anchor="{_anchor(at)}">{at}</text>'
        for at in _GRID
    )
    return f'<g aria-hidden="true">{lines}{words}</g>'


def _anchor(at: int) -> str:
    return "start" if at == 0 else "middle"


def _row(key: str, index: int, bar: Bar) -> str:
    top = _TOP + index * _ROW
    # a white edge under the letters keeps them clear of the grid
    look = 'font-size="16" fill="#1a222b" stroke="#fff" stroke-width="4" paint-order="stroke"'
    label = f'<text x="0" y="{top + 17}" {look}>{escape(short_label(bar.label))}</text>'
    return f"<g>{label}{_drawn(key, top + 25, bar)}</g>"


def _drawn(key: str, top: int, bar: Bar) -> str:
    if bar.value is None:
        return (
            f'<rect x="{_BAR_LEFT}" y="{top}" width="{_BAR_WIDTH}" height="{_BAR_HEIGHT}" fill="#fff" '
            'stroke="#6b6f76" stroke-dasharray="3 3"/>'
            f'<text x="{_BAR_LEFT + 8}" y="{top + 15}" font-size="16" fill="#1a222b">{escape(bar.shown)}</text>'
        )
    fill = f"url(#{key}-{'weakest' if bar.weakest else 'plain'})"
    return (
        f'<rect x="{_BAR_LEFT}" y="{top}" width="{_x(bar.value) - _BAR_LEFT:g}" height="{_BAR_HEIGHT}" '
        f'fill={quoteattr(fill)} stroke="#1a222b"/>{_whisker(top, bar)}'
        f'<text x="{WIDTH}" y="{top + 15}" font-size="17" font-weight="700" fill="#1a222b" text-anchor="end">'
        f"{escape(bar.shown)}</text>"
    )


def _whisker(top: int, bar: Bar) -> str:
    if bar.low is None or bar.high is None:
        return ""
    middle, ends = top + _BAR_HEIGHT / 2, (top + 3, top + _BAR_HEIGHT - 3)
    path = (
        f"M{_x(bar.low):g} {middle:g}H{_x(bar.high):g}M{_x(bar.low):g} {ends[0]}V{ends[1]}"
        f"M{_x(bar.high):g} {ends[0]}V{ends[1]}"
    )
    # a white line under the black one, so that it is seen on every pattern
    return (
        f'<path d="{path}" stroke="#fff" stroke-width="5" fill="none"/>'
        f'<path d="{path}" stroke="#000" stroke-width="2" fill="none"/>'
    )


def _x(score: float) -> float:
    return round(_BAR_LEFT + _BAR_WIDTH * score / 100, 1)
