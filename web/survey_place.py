"""Where an answer is given: a service point or the whole agency, on one's own device, a kiosk, a surveyor's tablet;
or, by staff, through a slip's link."""

from dataclasses import dataclass

from flask import abort, request

from kernel.agency import Agency, ServicePoint
from kernel.clock import bangkok_day
from qr import links
from surveys.instruments import Instrument
from surveys.library import find
from surveys.records import Round, Tablet
from surveys.rounds import Door, current_round, door, standing_round
from web.landing import find_point
from web.pages import agency_called
from web.parts import here

WEB, KIOSK, ASSISTED = "web", "kiosk", "assisted"
SLIP = "slip"
"""Staff with a one-time link; their answers are counted as given on the web."""


@dataclass(frozen=True)
class Place:
    """What is being rated, and through which of the web's channels."""

    agency: Agency
    point: ServicePoint | None
    channel: str = WEB

    @property
    def path(self) -> str:
        """The form's address."""
        if self.channel == SLIP:
            return f"/i/{self.agency.code}"
        within = "" if self.channel == WEB else f"/{self.channel}"
        return f"/s{within}/{self.point.code}" if self.point else f"/s{within}/agency/{self.agency.code}"

    @property
    def point_code(self) -> str | None:
        """The code kept with the answers; None for the agency as a whole."""
        return self.point.code if self.point else None

    @property
    def gone(self) -> bool:
        """Whether the point is no longer used."""
        return self.point is not None and self.point.retired

    @property
    def own_device(self) -> bool:
        """Whether the device is the person's: only then may it remember a draft, or that it has answered."""
        return self.channel == WEB

    @property
    def marker(self) -> str:
        """The name of the first-party cookie that remembers "this device answered"."""
        return f"answered-{self.agency.code}"

    @property
    def draft(self) -> str:
        """The name of the first-party cookie in which answers not yet sent rest, sealed."""
        return f"draft-{self.agency.code}"


def at_point(code: str, channel: str = WEB) -> Place:
    """The place whose poster carries `code`; 404 when there is none. A tablet must be a surveyor's."""
    with here().workplace.read() as work:
        place = Place(*(find_point(work, code) or abort(404, description="unknown_point")), channel)
    return _allowed(place)


def at_agency(code: str, channel: str = WEB) -> Place:
    """The agency as a whole; 404 when there is none."""
    return _allowed(Place(agency_called(code), None, channel))


def device(agency: Agency, kind: str, token: str | None = None) -> Tablet | None:
    """The link of this kind ("tablet", "kiosk") and agency that `token`, or else the device's cookie, carries."""
    token = request.cookies.get(device_cookie(agency, kind), "") if token is None else token
    if not 20 <= len(token) <= 100:
        return None
    with here().workplace.read() as work:
        found = work.tablets.find(agency, token)
    good = found is not None and found.kind == kind and found.works_on(bangkok_day(here().clock.now()))
    return found if good else None


def device_cookie(agency: Agency, kind: str) -> str:
    """The name of the cookie that makes a device a surveyor's tablet or a kiosk."""
    return f"{kind}-{agency.code}"


def _allowed(place: Place) -> Place:
    if place.channel == ASSISTED and device(place.agency, "tablet") is None:
        abort(403, description="not_a_tablet")
    if place.channel == KIOSK:
        kiosk = device(place.agency, "kiosk")
        if kiosk is None or kiosk.point != place.point_code:
            abort(403, description="not_a_kiosk")
    return place


# -- what is asked there today


@dataclass(frozen=True)
class Asked:
    """Today's round of an agency and its questionnaire."""

    round: Round
    instrument: Instrument


def door_today(agency: Agency) -> Door:
    """What posters lead to today; see `surveys.rounds.door`."""
    return door(agency, bangkok_day(here().clock.now()), links.official(agency.official_eit_url))


def asked_today(agency: Agency) -> Asked:
    """The round that takes answers now, opened by its first visitor."""
    today = bangkok_day(here().clock.now())
    with here().workplace.read() as work:
        found = standing_round(work, agency, today)
        if found is not None:
            return Asked(found, find(work, agency, found.instrument))
    with here().workplace.begin() as work:
        opened = current_round(work, agency, here().clock)
        return Asked(opened, find(work, agency, opened.instrument))
