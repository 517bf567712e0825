"""Number formats: how a number is shown. What is not covered refuses loudly instead of showing something else."""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from devtools.sheets.refusal import not_covered

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<mode>\[[^\]]*\])|(?P<half>am/pm|a/p)|(?P<date>y+|m+|d+|h+|s+)'
    r"|(?P<digits>[#0?][#0?,]*(?:\.[#0?]+)?|\.[#0?]+)|(?P<power>e[+-]0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_USUAL = {"NUMBER": "#,##0.00", "PERCENT": "0.00%", "SCIENTIFIC": "0.00E+00", "TIME": "h:mm:ss am/pm"}
_LITERAL = set(" $%()-+/:,.;฿€£¥'")


def shown(number: float, form: dict[str, Any], locale: str) -> str:
    """A number as a cell with this NumberFormat shows it. Raises Refusal(501) for a pattern that is not covered."""
    pattern = form.get("pattern") or _usual(form.get("type", ""), locale)
    if pattern in {"", "General", "@"} or form.get("type") == "TEXT":
        return general(number)
    section, number = _section(pattern, number)
    pieces = [(found.lastgroup or "", found[0], found) for found in _PIECE.finditer(section)]
    if any(kind == "mode" for kind, _, _ in pieces):
        raise not_covered(f"number format {pattern}")
    if any(kind in {"date", "half"} for kind, _, _ in pieces):
        return _moment(number, pieces, locale, pattern)
    return _figure(number, pieces, pattern)


def _usual(kind: str, locale: str) -> str:
    day = "M/d/yyyy" if locale == "en_US" else "d/M/yyyy"
    if kind == "CURRENCY":
        return '"฿"#,##0.00' if locale == "th_TH" else '"$"#,##0.00'
    return {"DATE": day, "DATE_TIME": f"{day} H:mm:ss"}.get(kind, _USUAL.get(kind, ""))


def general(number: float) -> str:
    """Without a format: up to ten digits, whole numbers up to fifteen."""
    if float(number).is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.10g}"
    mantissa, power, exponent = text.partition("e")
    return f"{mantissa}E{exponent}" if power else mantissa


def _section(pattern: str, number: float) -> tuple[str, float]:
    sections = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', pattern)
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


def _figure(number: float, pieces: list[Any], pattern: str) -> str:
    digits = [text for kind, text, _ in pieces if kind == "digits"]
    if len(digits) > 1:
        raise not_covered(f"number format {pattern}")
    power = next((text for kind, text, _ in pieces if kind == "power"), "")
    scale = 100 ** sum(text == "%" for kind, text, _ in pieces if kind == "other")
    exact = Decimal(repr(float(number))) * scale
    body = "" if not digits else _scientific(exact, digits[0], power) if power else _grouped(abs(exact), digits[0])
    sign = "-" if exact < 0 and body.strip("0.,") else ""
    return sign + "".join(_literal(kind, text, found, body, pattern) for kind, text, found in pieces)


def _literal(kind: str, text: str, found: Any, body: str, pattern: str) -> str:
    if kind == "digits":
        return body
    if kind in {"quoted", "escaped"}:
        return str(found[kind])
    if kind == "power":
        return ""
    if text not in _LITERAL:
        raise not_covered(f"number format {pattern}")
    return text


def _grouped(exact: Decimal, digits: str) -> str:
    whole, _, after = digits.partition(".")
    rounded = exact.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    front, _, back = text.partition(".")
    least = after.rstrip("#").__len__()
    while len(back) > least and back.endswith("0"):
        back = back[:-1]
    wanted = whole.replace(",", "").count("0")
    front = front.zfill(wanted) if wanted else front.lstrip("0") or ""
    return front + (f".{back}" if back else "")


def _scientific(exact: Decimal, digits: str, power: str) -> str:
    after = len(digits.partition(".")[2])
    mantissa, _, exponent = f"{abs(exact):.{after}E}".partition("E")
    return f"{mantissa}E{'-' if int(exponent) < 0 else '+'}{abs(int(exponent)):0{len(power) - 2}d}"


def _moment(number: float, pieces: list[Any], locale: str, pattern: str) -> str:
    seconds = round(number * 86_400)
    moment = datetime.combine(date(1899, 12, 30), datetime.min.time()) + timedelta(seconds=seconds)
    half = any(kind == "half" for kind, _, _ in pieces)
    marked = [(kind, text, found, _is_minute(pieces, place)) for place, (kind, text, found) in enumerate(pieces)]
    return "".join(_part(moment, one, half, locale, pattern) for one in marked)


def _is_minute(pieces: list[Any], place: int) -> bool:
    """An m after hours or before seconds is a minute."""
    before = [text[0].lower() for kind, text, _ in pieces[:place] if kind == "date"]
    after = [text[0].lower() for kind, text, _ in pieces[place + 1 :] if kind == "date"]
    return bool((before and before[-1] == "h") or (after and after[0] == "s"))


def _part(moment: datetime, piece: Any, half: bool, locale: str, pattern: str) -> str:
    kind, text, found, minute = piece
    if kind == "half":
        return "AM" if moment.hour < 12 else "PM"
    if kind != "date":
        return _literal(kind, text, found, text, pattern) if kind != "digits" else text
    letter, wide = text[0].lower(), len(text)
    if letter in "md" and wide > 2 and not minute:
        return _name(moment, letter, wide, locale, pattern)
    value = {
        "y": moment.year if wide > 2 else moment.year % 100,
        "m": moment.minute if minute else moment.month,
        "d": moment.day,
        "h": (moment.hour - 1) % 12 + 1 if half else moment.hour,
        "s": moment.second,
    }[letter]
    return f"{value:02d}" if wide > 1 else str(value)


def _name(moment: datetime, letter: str, wide: int, locale: str, pattern: str) -> str:
    if not locale.startswith("en") or wide > 4:
        raise not_covered(f"number format {pattern} in {locale}")
    return moment.strftime({("m", 3): "%b", ("m", 4): "%B", ("d", 3): "%a", ("d", 4): "%A"}[letter, wide])
