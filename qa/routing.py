"""What kind of message this is, before any search: decided in memory by cheap rules, stored nowhere."""

import os
import re
from enum import StrEnum
from hashlib import blake2b

from kernel.codes import luhn_valid, read_code
from kernel.thai import arabic_digits
from qa import wording
from qa.layout import could_be_slip, typed_in_thai
from qa.normal import readable, unspaced
from qa.personal import contains_personal_data

__all__ = ["Route", "classify", "contains_personal_data", "point_code", "receipt_digits"]

RECEIPT_DIGITS = 24
WHOLE = 6000
"""Characters read: all that LINE lets a message have. A fraud word may be the last one of a long story."""


class Route(StrEnum):
    """Where a message goes. QUESTION is everything that no rule claims."""

    MENU = "menu"
    CANCEL = "cancel"
    RESTART = "restart"
    GREETING = "greeting"
    THANKS = "thanks"
    PERSON = "person"
    """Wants to talk to a human."""
    FRAUD = "fraud"
    """Fraud words: the text must be stored nowhere; the answer is the fraud door."""
    RECEIPT = "receipt"
    """A fraud receipt: stored nowhere, not logged; the answer is the receipt page."""
    EMERGENCY = "emergency"
    POINT = "point"
    """The prefilled text of a poster, or its code alone: `point_code` reads it."""
    SURVEY = "survey"
    QUESTION = "question"


_SHORT = 60
"""No exact word with its particles is longer."""
_RUN_OF_DIGITS = re.compile(r"\d(?:[\s.\u2010-\u2015-]{0,3}\d)+")
_POSTER_TEXT = re.compile(r"^\W{0,9}eit\b[\s:\-]*(\S*)")
_POSTER_TYPED = re.compile(r"^[^a-z0-9]{0,20}eit[\s:\-]*([0-9a-z]{4,8})[^a-z0-9]{0,12}$")
""""EITEA7M", "ทำ EIT EA7M": as people type it from the paper, with or without a space."""
_PARTICLES = re.compile(f"(?:{'|'.join(wording.PARTICLES)})+$")
_CALLS = re.compile(f"^(?:{'|'.join(wording.CALLS)})+")
_EXACT: dict[str, Route] = {
    **dict.fromkeys(wording.MENU, Route.MENU),
    **dict.fromkeys(wording.CANCEL, Route.CANCEL),
    **dict.fromkeys(wording.RESTART, Route.RESTART),
    **dict.fromkeys(wording.GREETING, Route.GREETING),
    **dict.fromkeys(wording.PERSON, Route.PERSON),
    **dict.fromkeys(wording.SURVEY, Route.SURVEY),
}
_THANKS = re.compile(wording.THANKS)
_PERSON = re.compile(wording.PERSON_INSIDE)
_FRAUD = re.compile(wording.FRAUD)
_CHEATED = re.compile(wording.CHEATED)
_STRANGERS = re.compile(wording.STRANGERS)
_OFFICIALS = re.compile(wording.OFFICIALS)
_EMERGENCY = re.compile(wording.EMERGENCY)
_AFTERWARDS = re.compile(wording.AFTERWARDS)
_PERHAPS_AFTERWARDS = re.compile(wording.PERHAPS_AFTERWARDS)
_NOW = re.compile(wording.NOW)
_SELF_HARM = re.compile(wording.SELF_HARM)
_PREVENTION = re.compile(wording.PREVENTION)
_SURVEY = re.compile(wording.SURVEY_INSIDE)
_NOT_SURVEY = re.compile(wording.NOT_SURVEY)

REMEMBERED = 5000
"""Texts whose route this process remembers, as hashes under a key of its own."""
_KEY = os.urandom(32)
_known: dict[bytes, Route] = {}


def classify(text: str) -> Route:
    """The route of one text message. Never raises, keeps no words, loads nothing."""
    # People ask the same few things, and the web process and the worker each look at a message several times.
    key = blake2b(text.encode("utf-8", "surrogatepass"), key=_KEY, digest_size=16).digest()
    known = _known.get(key)
    if known is not None:
        return known
    route = _route(text)
    if route not in (Route.FRAUD, Route.RECEIPT):  # of these nothing is kept, not even that they were seen
        if len(_known) >= REMEMBERED:
            _known.clear()
        _known[key] = route
    return route


def _route(text: str) -> Route:
    plain = readable(text, WHOLE)
    if could_be_slip(plain):
        meant = _by_words(unspaced(readable(typed_in_thai(text), WHOLE)))
        if meant is not Route.QUESTION:
            return meant
    if _receipt_in(plain) is not None:
        return Route.RECEIPT
    said = unspaced(plain)
    route = _by_words(said)
    if route in (Route.QUESTION, Route.SURVEY) and _names_a_point(plain):
        return Route.POINT
    return route


def _by_words(said: str) -> Route:
    exact = _exact(said) if len(said) <= _SHORT else None
    if exact is not None:
        return exact
    if is_fraud(said):
        return Route.FRAUD
    if _is_emergency(said):
        return Route.EMERGENCY
    if _THANKS.search(said):
        return Route.THANKS
    if _PERSON.search(said):
        return Route.PERSON
    if _SURVEY.search(said) and not _NOT_SURVEY.search(said):
        return Route.SURVEY
    return Route.QUESTION


def _is_emergency(said: str) -> bool:
    if _SELF_HARM.search(said):
        return not _PREVENTION.search(said)
    if not _EMERGENCY.search(said) or _AFTERWARDS.search(said):
        return False
    return not _PERHAPS_AFTERWARDS.search(said) or _NOW.search(said) is not None


def _exact(said: str) -> Route | None:
    bare = _CALLS.sub("", _PARTICLES.sub("", said)) or said
    return _EXACT.get(said) or _EXACT.get(bare)


def is_fraud(said: str) -> bool:
    """Whether flat text speaks of official corruption. In doubt yes: then nothing of it is kept."""
    if _FRAUD.search(said):
        return True
    if not _CHEATED.search(said):
        return False
    return not _STRANGERS.search(said) or bool(_OFFICIALS.search(said))


def receipt_digits(text: str) -> str | None:
    """The 24 digits of a fraud receipt in `text`, or None.

    A message of nothing but 23 to 25 digits counts too, with its digits as typed: it is a receipt with a slip,
    and is as secret as the right one.
    """
    return _receipt_in(arabic_digits(text))


def _receipt_in(plain: str) -> str | None:
    for run in _RUN_OF_DIGITS.finditer(plain):
        digits = "".join(symbol for symbol in run[0] if symbol.isdigit())
        if len(digits) == RECEIPT_DIGITS and luhn_valid(digits):
            return digits
        if abs(len(digits) - RECEIPT_DIGITS) <= 1 and not re.search(r"\w", plain[: run.start()] + plain[run.end() :]):
            return digits
    return None


def point_code(text: str) -> str | None:
    """The service point code in a poster's text or typed alone; None when there is none or its check fails."""
    return _code_in(readable(text, WHOLE))


def _code_in(plain: str) -> str | None:
    typed = _POSTER_TYPED.match(plain)
    if typed and (code := read_code(typed[1])):
        return code
    poster = _POSTER_TEXT.match(plain)
    if poster:
        rest = plain[poster.start(1) :]
        return read_code(rest) or read_code(poster[1])
    words = plain.split(maxsplit=3)
    return next((code for word in words if (code := _written_code(word))), None) if len(words) <= 3 else None


def _written_code(word: str) -> str | None:
    # A year such as 2567 may pass the check by chance; a bare code therefore needs a letter, and a digit.
    if not any(symbol.isdigit() for symbol in word) or not any("a" <= symbol <= "z" for symbol in word):
        return None
    return read_code(word) if 4 <= len(word) <= 8 else None


def _names_a_point(plain: str) -> bool:
    return bool(_POSTER_TEXT.match(plain)) or _code_in(plain) is not None
