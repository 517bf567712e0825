"""What each field of an agency may hold when it is typed on the command line: the bounds that the console keeps."""

from collections.abc import Callable, Mapping
from datetime import date

from complaints.statistics import GRAINS
from kernel.agency import Agency
from kernel.errors import Refused
from qa import hours
from qr import contrast, links
from storage.work import Work
from surveys import library
from surveys.rounds import LENGTHS

SIZES = ("S", "M", "L")
MODES = ("first", "exclusive", "thanks")
LONGEST = 300
_SWITCH = {"on": True, "off": False}
_BOUNDS = {
    "survey_target": (0, 10_000),
    "complaint_days": (1, 60),
    "complaint_keep_days": (0, 3650),
    "push_limit": (0, 100_000),
    "reply_days": (1, 15),
    "question_days": (7, 365),
    "false_answers": (1, 20),
}
_ONE_OF = {"official_eit_mode": MODES, "survey_rounds": tuple(LENGTHS)}


def read(work: Work, agency: Agency, field: str, typed: str) -> str | int | bool:
    """The value that was typed for a field, as it is stored. Raises Refused when it cannot stand."""
    kind = type(getattr(agency, field))
    if kind is bool:
        if typed not in _SWITCH:
            raise Refused("not_a_switch", field=field)
        return _SWITCH[typed]
    if kind is int:
        return _number(field, typed)
    if field == "complaint_ways" and (f"/f/{agency.code}" in typed.lower() or "/console/" in typed):
        raise Refused("agency_ways")
    if field == "survey_instrument":
        return _questionnaire(work, agency, typed) if typed else ""
    return _READERS.get(field, _line)(field, typed)


def _questionnaire(work: Work, agency: Agency, typed: str) -> str:
    found = library.taking(work, agency, typed)
    if found.for_staff:
        raise Refused("unknown_instrument")  # none that posters may ask
    return typed


def _number(field: str, typed: str) -> int:
    if not (typed.isascii() and typed.isdigit()):
        raise Refused("not_a_number", field=field)
    low, high = _BOUNDS[field]
    number = int(typed) if len(typed) < 8 else high + 1
    if not low <= number <= high:
        raise Refused("field_range", field=field, low=low, high=high)
    if field == "complaint_keep_days" and 0 < number < 90:
        raise Refused("field_range", field=field, low="0, 90", high=high)
    return number


def _line(field: str, typed: str) -> str:
    if len(typed) > LONGEST:
        raise Refused("field_long", field=field, most=LONGEST)
    if field in _ONE_OF and typed not in _ONE_OF[field]:
        raise Refused("field_choice", field=field, known=" ".join(_ONE_OF[field]))
    return typed


def _name(_field: str, typed: str) -> str:
    if not typed.strip():
        raise Refused("agency_name")
    return _line("name", typed)


def _size(_field: str, typed: str) -> str:
    if typed not in SIZES:
        raise Refused("bad_size")
    return typed


def _grain(_field: str, typed: str) -> str:
    if typed not in GRAINS:
        raise Refused("bad_grain", known=" ".join(GRAINS))
    return typed


def _written(field: str, typed: str, example: str, *, stands: bool) -> str:
    if typed and not stands:
        raise Refused("field_form", field=field, example=example)
    return _line(field, typed)


def _day(field: str, typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat() if typed else ""
    except ValueError:
        raise Refused("field_form", field=field, example="2027-01-31") from None


def _website(field: str, typed: str) -> str:
    return _written(field, typed, "https://example.go.th", stands=typed.startswith(("https://", "http://")))


def _email(field: str, typed: str) -> str:
    stands = "@" in typed.strip("@") and " " not in typed
    return _written(field, typed, "saraban@example.go.th", stands=stands)


def _official(field: str, typed: str) -> str:
    return _written(field, typed, "https://itas.nacc.go.th/go/eit/abc123", stands=links.official(typed) is not None)


def _colour(field: str, typed: str) -> str:
    try:
        return contrast.read_colour(typed)
    except Refused:
        raise Refused("field_form", field=field, example="#0a4d46") from None


def _opening(field: str, typed: str) -> str:
    try:
        return hours.write_week(hours.read_week(typed.split("|"))) if typed else ""
    except Refused:
        raise Refused("field_form", field=field, example=hours.DEFAULT) from None


def _days_off(field: str, typed: str) -> str:
    try:
        return hours.write_days_off(hours.read_days_off(typed))
    except Refused:
        raise Refused("field_form", field=field, example="2026-12-30") from None


_READERS: Mapping[str, Callable[[str, str], str]] = {
    "name": _name,
    "size": _size,
    "complaint_grain": _grain,
    "official_eit_opens": _day,
    "official_eit_closes": _day,
    "website": _website,
    "email": _email,
    "official_eit_url": _official,
    "menu_colour": _colour,
    "opening": _opening,
    "closed_days": _days_off,
}
