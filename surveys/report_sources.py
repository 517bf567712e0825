"""Where a report's material comes from: tallies for scores, asides for people and comments. Reads only."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from kernel.agency import Agency, ServicePoint
from kernel.calendar import Period, period
from kernel.errors import Refused
from kernel.thai import thai_period
from surveys.apart import set_apart
from surveys.asides import AsideWork, Profile, comments, profiles
from surveys.comment_topics import grouped
from surveys.instruments import STAFF_KINDS, Instrument
from surveys.levels import satisfaction
from surveys.library import find
from surveys.ports import ResultWork
from surveys.records import Round
from surveys.report import report
from surveys.report_model import Comments, Group, Material, Report
from surveys.results import RoundSummary, summarise_slices, summary
from surveys.rounds import coming_round
from surveys.tally import ALL, POINT, SPLIT, Slice, Tally, parts_of, together

_BETWEEN_SERVICES = re.compile(r"[\n,;·]+")
Slices = Mapping[Slice, Tally]


class ReportWork(ResultWork, AsideWork, Protocol):
    """One open transaction, as far as a report reads it."""


def of_round(
    work: ReportWork, agency: Agency, round_id: str, points: Sequence[ServicePoint], today: date
) -> Report | None:
    """The report of one round, the running one also before anybody answered; None for a round there is not."""
    found = work.rounds.get(agency, round_id)
    if found is None:
        coming = coming_round(work, agency, today)
        return report(_material(work, agency, coming, [], points, today)) if coming.id == round_id else None
    material = _material(work, agency, found, [found], points, today)
    said = [Comments(heading, words) for heading, words in grouped(comments(work, agency, round_id))]
    return report(replace(material, comments=said, apart=set_apart(work, agency, round_id)))


def of_year(
    work: ReportWork, agency: Agency, year: Period, points: Sequence[ServicePoint], today: date
) -> list[Report]:
    """The reports of a fiscal year, one for each questionnaire citizens were asked; comments are not in them."""
    by_instrument: dict[str, list[Round]] = {}
    for one in sorted(work.rounds.all(agency), key=lambda one: (one.opens_on, one.id)):
        if period(one.period).fiscal_year == year.fiscal_year:
            by_instrument.setdefault(one.instrument, []).append(one)
    found = []
    for instrument, rounds in sorted(by_instrument.items()):
        pooled = Round(f"{instrument}:{year.code}", instrument, year.code, year.first, year.last, closed=True)
        material = _material(work, agency, pooled, rounds, points, today)
        if material.whole.instrument.kind not in STAFF_KINDS:
            found.append(report(replace(material, rounds=_rounds(work, agency, rounds))))
    return found


def _material(
    work: ReportWork, agency: Agency, shown: Round, rounds: Sequence[Round], points: Sequence[ServicePoint], today: date
) -> Material:
    """Everything but comments about these rounds of one questionnaire, under the name of `shown`."""
    instrument = find(work, agency, shown.instrument)
    slices = _merged(work.tallies.of_round(agency, one.id) for one in rounds)
    waiting = sum(work.ballots.waiting_count(agency, one.id) for one in rounds)

    def score(some: Slices) -> RoundSummary:
        return summarise_slices(agency, shown, some, 0, instrument)

    by_point = _by_value(slices, POINT)
    people: Counter[Profile] = Counter()
    for one in rounds:
        people.update(profiles(work, agency, one.id))
    whole, counted = summarise_slices(agency, shown, slices, waiting, instrument), together(parts_of(slices).values())
    services = _split(slices, instrument, score) if instrument.split_by else _services(by_point, points, score)
    return Material(
        agency=agency,
        span=period(shown.period),
        produced_on=today,
        whole=whole,
        points=[Group(name, score(by_point[code])) for code, name in _named(by_point, points)],
        services=services,
        people=people,
        choices=counted.chosen,
        levels=satisfaction(whole, counted),
    )


def _rounds(work: ReportWork, agency: Agency, rounds: Sequence[Round]) -> list[Group]:
    found = [summary(work, agency, one.id) for one in rounds]
    return [Group(thai_period(period(one.round.period)), one) for one in found if one is not None]


def _merged(all_slices: Iterable[Slices]) -> dict[Slice, Tally]:
    """The sum, slice by slice."""
    parts: dict[Slice, list[Tally]] = {}
    for slices in all_slices:
        for key, tally in slices.items():
            parts.setdefault(key, []).append(tally)
    return {key: together(tallies) for key, tallies in parts.items()}


def _by_value(slices: Slices, dimension: str) -> dict[str, Slices]:
    """Value of the dimension (a point's code, an option's position) -> its answers, as if they were all."""
    found: dict[str, dict[Slice, Tally]] = {}
    for key, tally in slices.items():
        if key.dimension == dimension:
            found.setdefault(key.value, {})[replace(key, dimension=ALL, value="")] = tally
    return dict(found)


def _named(by_point: Mapping[str, Slices], points: Sequence[ServicePoint]) -> list[tuple[str, str]]:
    """(code, name) of the points with answers; two of one name are told apart by their codes."""
    names = {point.code: point.name for point in points}
    twice = {name for name, n in Counter(names.values()).items() if n > 1}
    return [
        (code, f"{name} ({code})" if name in twice else name)
        for code in sorted(by_point)
        for name in (names.get(code, code),)
    ]


def _services(
    by_point: Mapping[str, Slices], points: Sequence[ServicePoint], score: Callable[[Slices], RoundSummary]
) -> list[Group]:
    """Each service named at a point, with the answers of all points that offer it."""
    names, offered = dict(_named(by_point, points)), dict[str, list[str]]()
    for point in points:
        for service in dict.fromkeys(part.strip() for part in _BETWEEN_SERVICES.split(point.services)):
            if service and point.code in by_point:
                offered.setdefault(service, []).append(point.code)
    return [
        Group(service, score(_merged(by_point[code] for code in codes)), of=tuple(names[code] for code in codes))
        for service, codes in sorted(offered.items())
    ]


def _split(slices: Slices, instrument: Instrument, score: Callable[[Slices], RoundSummary]) -> list[Group]:
    """The services that people said they had used, for a questionnaire that asks it."""
    item = instrument.item(instrument.split_by)
    if item is None:
        raise Refused("bad_instrument", where="split_by", fault="no_such")
    used = _by_value(slices, SPLIT)
    return [
        Group(option.label, score(used[str(option.position)]))
        for option in item.options
        if str(option.position) in used
    ]
