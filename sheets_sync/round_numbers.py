"""How many answered a round, by channel and point, withheld exactly as in the printed report."""

from collections.abc import Mapping

from kernel.calendar import period
from sheets_sync.sources import Figures, RoundFigures
from surveys.channels import channels
from surveys.report_cells import Cell
from surveys.report_model import Group, Material
from surveys.report_tables import numbers
from surveys.texts import CHANNELS


def by_channel(one: RoundFigures) -> Mapping[str, int | None]:
    """n of each channel; None is withheld, and a channel that is not even named is missing."""
    return channels(one.whole.by_channel).named


def channels_said(one: RoundFigures) -> str | None:
    """The same in one cell; None where no channel is told."""
    named = by_channel(one).items()
    said = (f"{CHANNELS.get(channel, channel)} {'–' if n is None else n}" for channel, n in named)
    return " · ".join(said) or None


def by_point(figures: Figures, one: RoundFigures) -> dict[str, int | None]:
    """Respondents by point's code, as the report of this round prints them; None is withheld."""
    printed = numbers(
        Material(
            agency=figures.agency,
            span=period(one.whole.round.period),
            produced_on=figures.today,
            whole=one.whole,
            points=[Group(code, summary) for code, summary in one.by_point.items()],
        )
    )
    return {code: plain(printed.points[code]) for code in one.by_point}


def plain(cell: Cell) -> int | None:
    """A printed count as a number; None where the print says that it is withheld."""
    return cell if isinstance(cell, int) else None
