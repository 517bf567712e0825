"""SPSS system files (.sav), written plainly: no compression, UTF-8, numbers as IEEE doubles.

Source of the layout: "System File Format" in the PSPP developers' guide (GNU). Only what a survey needs is here:
numbers with value labels, calendar days, and text of at most 255 bytes. Why not a library: docs/adr/0009.
"""

import struct
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

LONGEST_LABEL = 255
"""Bytes of a variable's label."""
LONGEST_VALUE_LABEL = 120
"""Bytes of a value's label that SPSS shows."""
LONGEST_TEXT = 255
"""Bytes of a text value; longer ones would need another record kind."""

_MISSING = -sys.float_info.max
_LOWEST = struct.unpack("<d", bytes.fromhex("feffffffffffefff"))[0]
_EPOCH = date(1582, 10, 14)
_TEXT, _NUMBER, _DAY = 1, 5, 39
_NOMINAL, _ORDINAL, _SCALE = 1, 2, 3

Cell = int | str | date | None


@dataclass(frozen=True)
class Variable:
    """One column. `labels`: what each number means."""

    name: str
    """An ASCII letter, then letters, digits and underscores; at most 64."""
    label: str
    kind: Literal["number", "text", "day"] = "number"
    labels: Mapping[int, str] = field(default_factory=dict)

    @property
    def ordinal(self) -> bool:
        """Whether the numbers stand for ordered answers."""
        return bool(self.labels)


def write(variables: Sequence[Variable], rows: Sequence[Sequence[Cell]], title: str, made: datetime) -> bytes:
    """The file. Texts that are too long end at the last whole letter that fits; None is system-missing or blank."""
    widths = [_width(one, [row[place] for row in rows]) for place, one in enumerate(variables)]
    parts = [_header(sum(_segments(width) for width in widths), len(rows), title, made)]
    parts += [_variable(number, one, width) for number, (one, width) in enumerate(zip(variables, widths, strict=True))]
    parts += _value_labels(variables, widths)
    parts += [_machine(), _measures(variables, widths), _long_names(variables), _extension(20, 1, b"UTF-8")]
    parts.append(struct.pack("<ii", 999, 0))
    parts += [_cell(value, width) for row in rows for value, width in zip(row, widths, strict=True)]
    return b"".join(parts)


def cut(text: str, limit: int) -> bytes:
    """`text` in UTF-8, at most `limit` bytes, ending between letters (no consonant loses its vowel or tone)."""
    whole = text.encode("utf-8", "replace")
    if len(whole) <= limit:
        return whole
    kept = whole[:limit].decode("utf-8", "ignore")
    while kept and (unicodedata.category(text[len(kept)]) in {"Mn", "Mc", "Me"} or text[len(kept)] == "\u0e33"):
        kept = kept[:-1]
    return kept.encode()


def _width(variable: Variable, values: Sequence[Cell]) -> int:
    """0 for numbers; for text the bytes of the longest value, at least 1."""
    if variable.kind != "text":
        return 0
    return max([len(cut(value, LONGEST_TEXT)) for value in values if isinstance(value, str)] + [1])


def _segments(width: int) -> int:
    return max(-(-width // 8), 1)


def _header(case_size: int, cases: int, title: str, made: datetime) -> bytes:
    product = b"@(#) SPSS DATA FILE Prongsai".ljust(60)
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    day = f"{made.day:02} {months[made.month - 1]} {made.year % 100:02}".encode()
    counts = struct.pack("<iiiiid", 2, case_size, 0, 0, cases, 100.0)
    return b"$FL2" + product + counts + day + f"{made:%H:%M:%S}".encode() + cut(title, 64).ljust(64) + bytes(3)


def _variable(number: int, variable: Variable, width: int) -> bytes:
    shape = _format(variable, width)
    label = cut(variable.label, LONGEST_LABEL)
    head = struct.pack("<iiiiii8s", 2, width, 1, 0, shape, shape, _short_name(number))
    head += struct.pack("<i", len(label)) + label.ljust(-(-len(label) // 4) * 4)
    more = struct.pack("<iiiiii8s", 2, -1, 0, 0, 0x011D01, 0x011D01, b" " * 8)
    return head + more * (_segments(width) - 1)


def _format(variable: Variable, width: int) -> int:
    if variable.kind == "text":
        return _TEXT << 16 | width << 8
    return _DAY << 16 | 10 << 8 if variable.kind == "day" else _NUMBER << 16 | 8 << 8


def _short_name(number: int) -> bytes:
    return f"V{number + 1}".encode().ljust(8)


def _value_labels(variables: Sequence[Variable], widths: Sequence[int]) -> list[bytes]:
    """One table for each set of labels, shared by the variables that use it. Variables count in 8-byte segments."""
    users: dict[tuple[tuple[int, str], ...], list[int]] = {}
    index = 1
    for variable, width in zip(variables, widths, strict=True):
        if variable.labels:
            users.setdefault(tuple(variable.labels.items()), []).append(index)
        index += _segments(width)
    return [_label_table(labels) + _int_list(4, places) for labels, places in users.items()]


def _label_table(labels: Sequence[tuple[int, str]]) -> bytes:
    rows = []
    for value, text in labels:
        said = cut(text, LONGEST_VALUE_LABEL)
        rows.append(struct.pack("<d", value) + (bytes([len(said)]) + said).ljust(-(-(len(said) + 1) // 8) * 8))
    return struct.pack("<ii", 3, len(rows)) + b"".join(rows)


def _int_list(kind: int, values: Sequence[int]) -> bytes:
    return struct.pack(f"<ii{len(values)}i", kind, len(values), *values)


def _extension(subtype: int, size: int, data: bytes) -> bytes:
    return struct.pack("<iiii", 7, subtype, size, len(data) // size) + data


def _machine() -> bytes:
    """Little-endian IEEE numbers, UTF-8 (65001); then which doubles mean missing, highest and lowest."""
    integers = struct.pack("<8i", 1, 0, 0, -1, 1, 1, 2, 65001)
    return _extension(3, 4, integers) + _extension(4, 8, struct.pack("<3d", _MISSING, sys.float_info.max, _LOWEST))


def _measures(variables: Sequence[Variable], widths: Sequence[int]) -> bytes:
    shown = b""
    for variable, width in zip(variables, widths, strict=True):
        measure = _ORDINAL if variable.ordinal else _NOMINAL if variable.kind == "text" else _SCALE
        shown += struct.pack("<3i", measure, min(max(width, 8), 40), 0 if variable.kind == "text" else 1)
    return _extension(11, 4, shown)


def _long_names(variables: Sequence[Variable]) -> bytes:
    pairs = (f"{_short_name(number).decode().strip()}={one.name}" for number, one in enumerate(variables))
    return _extension(13, 1, "\t".join(pairs).encode())


def _cell(value: Cell, width: int) -> bytes:
    if width:
        return cut(str(value or ""), LONGEST_TEXT).ljust(_segments(width) * 8)
    if isinstance(value, date):
        return struct.pack("<d", (value - _EPOCH).days * 86_400)
    return struct.pack("<d", _MISSING if value is None else float(value))
