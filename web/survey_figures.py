"""Survey rounds as published tables: scores of closed rounds only, never without n and interval, none under ten."""

from datetime import date

from kernel.agency import Agency
from kernel.calendar import period
from surveys.channels import channels
from surveys.intervals import Interval
from surveys.library import find
from surveys.results import LEAST, RoundSummary, summary
from surveys.scoring import Score
from web.figures import Cell, Table
from web.ports import WebWork
from web.tongues import THAI, Tongue

SHOWN_ROUNDS = 8
"""Two fiscal years of quarters."""


def results(work: WebWork, agency: Agency, today: date, tongue: Tongue = THAI) -> list[Table]:
    """The agency's rounds, newest first. Of the one that runs only how many have answered: a score that stands on the
    wall while people still answer would lead them, and two of its versions would tell single answers apart."""
    rounds = (one for one in work.rounds.all(agency) if one.opens_on <= today)
    begun = [one for one in rounds if not find(work, agency, one.instrument).for_staff]
    newest = sorted(begun, key=lambda one: (one.opens_on, one.id), reverse=True)[:SHOWN_ROUNDS]
    found = [summary(work, agency, one.id) for one in newest]
    return [_table(one, today, tongue) for one in found if one is not None]


def _table(one: RoundSummary, today: date, tongue: Tongue) -> Table:
    texts = tongue.figures
    running = one.round.open_on(today)
    named = tongue.period(period(one.round.period))
    title = texts.ROUND.format(period=named, state=texts.OPEN if running else texts.CLOSED)
    rows = _rows(one, tongue) if one.decided and not running else []
    said = _running(one, tongue) if running else _said(one, tongue)
    as_of = texts.AS_OF.format(day=tongue.date(min(today, one.round.closes_on)))
    key = f"results-{one.round.id.replace(':', '-')}"
    return Table(key, title, texts.RESULT_COLUMNS if rows else (), rows, [*said, texts.OUR_OWN, as_of])


def _rows(one: RoundSummary, tongue: Tongue) -> list[list[Cell]]:
    texts = tongue.figures
    items = [_row(item.item.text, item.score, item.interval, tongue) for item in one.items]
    indicators = [
        _row(
            texts.INDICATOR.format(key=indicator.key, name=indicator.name), indicator.score, indicator.interval, tongue
        )
        for indicator in one.indicators
    ]
    return [*items, *indicators, _row(texts.TOTAL, one.total, one.total_interval, tongue)]


def _row(name: str, score: Score, span: Interval | None, tongue: Tongue) -> list[Cell]:
    if score.n < LEAST or score.shown is None or span is None:
        return [name, tongue.figures.TOO_FEW, None, score.n]
    return [name, score.shown, f"{span.low:.1f}–{span.high:.1f}", score.n]


def _running(one: RoundSummary, tongue: Tongue) -> list[str]:
    texts = tongue.figures
    day = tongue.date(one.round.closes_on)
    return [texts.ANSWERED.format(n=one.n, target=one.target), texts.NOT_YET.format(day=day)]


def _said(one: RoundSummary, tongue: Tongue) -> list[str]:
    texts = tongue.figures
    said = [texts.ANSWERED.format(n=one.n, target=one.target)]
    if not one.decided:
        return [*said, texts.TOO_FEW_SAID.format(least=LEAST)]
    told = channels(one.by_channel).told(texts.CHANNELS, texts.NO_CHANNEL, texts.HIDDEN)
    said.append(texts.BY_CHANNEL.format(channels=", ".join(f"{name} {n}" for name, n in told.items())))
    return [*said, texts.INTERVAL, texts.SELF_SELECTED, *filter(None, [texts.THAI_WORDING])]
