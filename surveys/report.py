"""A round, or a fiscal year, as a report: tables, charts and paragraphs in reading order. Nothing here draws a page.

Every figure that could point to a person is left out before it gets here or in here: scores under ten answers, small
cells and what would give them away. Tables come with n by channel. Shapes: the agencies' printed ITA reports.
"""

from collections.abc import Sequence

from surveys import report_tables as tables
from surveys import report_texts as texts
from surveys.charts import Bar, Chart
from surveys.improvement import issues
from surveys.intervals import Interval
from surveys.report_model import Group, Material, Report, Table
from surveys.results import LEAST, ItemResult, RoundSummary
from surveys.scoring import Score
from surveys.texts import UNDECIDED


def report(material: Material) -> Report:
    """The report of this material."""
    whole, known = material.whole, tables.numbers(material)
    made = [
        tables.people_by_channel(known),
        tables.scores(whole, known),
        *tables.levels(material, known),
        *tables.rounds(material, known),
        *tables.points(material, known),
        *tables.services(material, known),
        *tables.points_by_channel(material, known),
        *tables.choices(material, known),
        *tables.people(material, known),
        *tables.quality(material, known),
    ]
    asked = sorted({one.item.issue for one in whole.items} - {0})
    facts = _facts(whole, known)
    return Report(material, facts, lowest_sentence(whole), made, _charts(material, made), issues(whole, asked))


def lowest_items(whole: RoundSummary) -> list[ItemResult]:
    """The items that share the lowest score, in order; none while nothing may be said."""
    known = [one for one in whole.items if one.decided and one.score.value is not None] if whole.decided else []
    least = min((one.score.value for one in known if one.score.value is not None), default=None)
    return [one for one in known if one.score.value == least]


def lowest_sentence(whole: RoundSummary) -> str:
    """Which item is weakest, with its wording as printed in the questionnaire; "" while nothing may be said."""
    found = lowest_items(whole)
    if not found:
        return ""
    first, shown = found[0], found[0].score.shown
    if len(found) == 1:
        return texts.LOWEST.format(id=first.item.id, text=first.item.text, shown=shown)
    return texts.LOWEST_MANY.format(items=", ".join(one.item.id for one in found), shown=shown)


def _facts(whole: RoundSummary, known: tables.Numbers) -> list[str]:
    if whole.instrument.for_staff:
        few = [] if whole.decided else [texts.TOO_FEW.format(least=LEAST)]
        return [known.said, *few, texts.STAFF_CHOSE, texts.INTERVAL, texts.OUR_OWN_STAFF]
    state = texts.TARGET_MISSING.format(missing=whole.missing) if whole.missing else texts.TARGET_MET
    facts = [known.said, texts.TARGET.format(target=whole.target, state=state)]
    if not whole.decided:
        facts.append(texts.TOO_FEW.format(least=LEAST))
    return [*facts, texts.SELF_SELECTED, texts.INTERVAL, texts.OUR_OWN]


def _charts(material: Material, made: Sequence[Table]) -> dict[str, Chart]:
    charts = {"scores": _scores_chart(material.whole)} if material.whole.decided else {}
    for key, title, groups in (
        ("points", texts.POINTS, material.points),
        ("rounds", texts.ROUNDS, material.rounds if len(material.rounds) > 1 else ()),
    ):
        if any(one.summary.decided for one in groups):
            table = next(one for one in made if one.key == key)
            charts[key] = _group_chart(f"{key}-chart", title, groups, table)
    return charts


def _scores_chart(whole: RoundSummary) -> Chart:
    """The indicators, each with its items; the weakest item stands out."""
    weakest = {one.item.id for one in lowest_items(whole)}
    bars: list[Bar] = []
    for indicator in whole.indicators:
        name = texts.INDICATOR_NAMED.format(key=indicator.key, name=indicator.name)
        bars.append(_bar(name, indicator.score, indicator.interval))
        mine = [one for one in whole.items if one.item.indicator == indicator.key]
        bars += [
            _bar(f"{one.item.id} {one.item.spoken}", one.score, one.interval, weakest=one.item.id in weakest)
            for one in mine
        ]
    return Chart("scores-chart", texts.SCORES, bars)


def _group_chart(key: str, title: str, groups: Sequence[Group], table: Table) -> Chart:
    """Bars of the groups, silent where their table is."""
    bars = [
        Bar(one.name, None, texts.HIDDEN)
        if row[-1] == texts.HIDDEN
        else _bar(one.name, one.summary.total, one.summary.total_interval)
        for one, row in zip(groups, table.rows, strict=False)
    ]
    return Chart(key, title, bars)


def _bar(label: str, score: Score, span: Interval | None, *, weakest: bool = False) -> Bar:
    if score.n < LEAST or score.value is None or score.shown is None or span is None:
        return Bar(label, None, UNDECIDED)
    return Bar(label, float(score.value), score.shown, span.low, span.high, weakest)
