"""The service-point register: a place gets a code, its poster an id; a reprint gets another id."""

from dataclasses import replace
from datetime import date

from kernel.agency import Agency, ServicePoint, Sign
from kernel.codes import new_code
from kernel.errors import Refused
from qr.ports import Register

NAME, UNIT, SERVICES = 80, 80, 300
"""The longest of each that a poster or a page has room for."""
_SHORT, _LONG, _TRIES = 4, 6, 50


def add(work: Register, agency: Agency, draft: ServicePoint) -> ServicePoint:
    """Keep `draft`, whose code is not looked at, under a fresh code; returns it with that.

    Raises Refused: point_name, point_unit, point_services, point_days.
    """
    checked(draft)
    for code in _codes():
        made = replace(draft, code=code)
        try:
            work.points.add(agency, made)
        except Refused:
            continue
        return made
    raise Refused("code_taken")


def checked(point: ServicePoint) -> ServicePoint:
    """The point, if a poster can carry it. Raises as `add`."""
    if not 1 <= len(point.name.strip()) <= NAME:
        raise Refused("point_name")
    if len(point.unit) > UNIT:
        raise Refused("point_unit", limit=UNIT)
    if len(point.services) > SERVICES:
        raise Refused("point_services", limit=SERVICES)
    if point.closes_on is not None and point.closes_on < point.opened_on:
        raise Refused("point_days")
    return point


def reprint(work: Register, agency: Agency, point: ServicePoint, today: date) -> ServicePoint:
    """A new id for the point's poster; every older one then leads to a friendly page. Answers keep the point's code.

    Raises Refused("point_retired").
    """
    if point.retired:
        raise Refused("point_retired")
    work.points.retire_signs(agency, point.code, today)
    for code in _codes():
        try:
            work.points.add_sign(agency, Sign(code, point.code, today))
        except Refused:
            continue
        renewed = replace(point, sign=code)
        work.points.change(agency, renewed, point)
        return renewed
    raise Refused("code_taken")


def retire(work: Register, agency: Agency, point: ServicePoint, today: date) -> ServicePoint:
    """Stop using the point; whoever still scans its poster gets a friendly page."""
    gone = replace(point, retired_on=point.retired_on or today)
    work.points.change(agency, gone, point)
    return gone


def retire_ended(work: Register, agency: Agency, today: date) -> list[ServicePoint]:
    """Retire the points whose last day is over; returns them."""
    over = [one for one in work.points.all(agency) if not one.retired and one.closes_on and one.closes_on < today]
    return [retire(work, agency, one, one.closes_on or today) for one in over]


def _codes() -> list[str]:
    """Fresh codes to try. They are unique in the whole installation; a crowded register gets longer ones."""
    return [new_code(_SHORT if attempt < _TRIES // 2 else _LONG) for attempt in range(_TRIES)]
