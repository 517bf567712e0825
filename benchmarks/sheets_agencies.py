"""Made-up agencies, as many as are wanted, and what their citizens answer."""

from datetime import date

from kernel.agency import Agency
from surveys.records import Response, Round

_DAY = date(2026, 11, 20)
ROUND = Round("eit-2567:2570Q1", "eit-2567", "2570Q1", date(2026, 10, 1), date(2026, 12, 31))
_LEVEL_ITEMS = ("e1", "e2", "e4", "e5", "e6", "e7", "e8")


def response(agency: Agency, place: int) -> Response:
    """The agency's response at `place`; its answers follow from the place."""
    answers = {item: (place + shift) % 6 + 1 for shift, item in enumerate(_LEVEL_ITEMS)}
    answers["e3"] = place % 2 + 1
    return Response(f"{agency.code}{place:020}", ROUND.id, ROUND.instrument, None, "line", _DAY, answers, place)


def office(number: int = 1) -> Agency:
    """An agency by number."""
    return Agency(f"o{number:03}", f"อบต. {number}", size="SML"[number % 3])
