"""Survey rounds as published tables: never a score without its n and its interval, none at all under ten answers."""

from datetime import date

from kernel.agency import Agency
from kernel.calendar import period
from kernel.thai import thai_date, thai_period
from surveys.intervals import Interval
from surveys.library import find
from surveys.results import LEAST, RoundSummary, summary
from surveys.scoring import Score
from surveys.texts import CHANNELS
from web import figure_texts as texts
from web.figures import Cell, Table
from web.ports import WebWork

SHOWN_ROUNDS = 8
"""Two fiscal years of quarters."""
SMALLEST_CELL = 5


def results(work: WebWork, agency: Agency, today: date) -> list[Table]:
    """The agency's rounds, newest first; the running one among them, marked as such."""
    rounds = (one for one in work.rounds.all(agency) if one.opens_on <= today)
    begun = [one for one in rounds if not find(work, agency, one.instrument).for_staff]
    newest = sorted(begun, key=lambda one: (one.opens_on, one.id), reverse=True)[:SHOWN_ROUNDS]
    found = [summary(work, agency, one.id) for one in newest]
    return [_table(one, today) for one in found if one is not None]


def _table(one: RoundSummary, today: date) -> Table:
    key = f"results-{one.round.id.replace(':', '-')}"
    state = texts.OPEN if one.round.open_on(today) else texts.CLOSED
    title = f"{thai_period(period(one.round.period))} ({state})"
    rows = _rows(one) if one.decided else []
    return Table(key, title, texts.RESULT_COLUMNS if rows else (), rows, _said(one, today))


def _rows(one: RoundSummary) -> list[list[Cell]]:
    items = [_row(item.item.text, item.score, item.interval) for item in one.items]
    indicators = [
        _row(texts.INDICATOR.format(key=indicator.key, name=indicator.name), indicator.score, indicator.interval)
        for indicator in one.indicators
    ]
    return [*items, *indicators, _row(texts.TOTAL, one.total, one.total_interval)]


def _row(name: str, score: Score, span: Interval | None) -> list[Cell]:
    if score.n < LEAST or score.shown is None or span is None:
        return [name, texts.TOO_FEW, None, score.n]
    return [name, score.shown, f"{span.low:.1f}–{span.high:.1f}", score.n]


def _said(one: RoundSummary, today: date) -> list[str]:
    said = [texts.ANSWERED.format(n=one.n, target=one.target)]
    if not one.decided:
        said.append(texts.TOO_FEW_SAID.format(least=LEAST))
    elif min(one.by_channel.values()) >= SMALLEST_CELL:
        named = (f"{CHANNELS[channel]} {n}" for channel, n in one.by_channel.items())
        said.append(texts.BY_CHANNEL.format(channels=", ".join(named)))
    else:
        said.append(texts.CHANNELS_HIDDEN)
    said += [texts.INTERVAL, texts.SELF_SELECTED] if one.decided else []
    return [*said, texts.OUR_OWN, texts.AS_OF.format(day=thai_date(min(today, one.round.closes_on)))]
