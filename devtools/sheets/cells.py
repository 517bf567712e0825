"""What one cell holds: values as ExtendedValue, and formats as Google gives them back."""

from typing import Any

from devtools.sheets.masks import Mask
from devtools.sheets.refusal import bad, not_covered

Json = dict[str, Any]
Cell = dict[str, Any]
"""CellData as written: userEnteredValue, userEnteredFormat, note, dataValidation. Never changed in place."""

TEXT_LIMIT = 50_000
LAYERED = ("userEnteredFormat", "dataValidation")
"""What may lie over whole blocks as well as on single cells."""
_WRITTEN = {"userEnteredValue", "note", *LAYERED}
_READ_ONLY = {"effectiveValue", "formattedValue", "effectiveFormat", "hyperlink"}
_CHANNELS = {"red", "green", "blue", "alpha"}


def extended(value: Any) -> Json:
    """A JSON scalar as an ExtendedValue, stored as it is (RAW). Raises Refusal(400) for what no cell can hold."""
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    if not isinstance(value, str):
        raise bad("Invalid values: list_value or struct_value is not a value of a cell")
    check_length(value)
    return {"stringValue": value}


def check_length(text: str) -> None:
    """Raise Refusal(400) for a text that is too long for a cell."""
    if len(text) > TEXT_LIMIT // 2 and len(text.encode("utf-16-le", "surrogatepass")) // 2 > TEXT_LIMIT:
        raise bad(f"Your input contains more than the maximum of {TEXT_LIMIT} characters in a single cell.")


def checked(cell: Cell) -> Cell:
    """A cell of a request as it will be kept. Raises Refusal."""
    unknown = set(cell) - _WRITTEN - _READ_ONLY
    if unknown:
        raise not_covered(f"CellData: {', '.join(sorted(unknown))}")
    kept = {name: part for name, part in cell.items() if name in _WRITTEN and part not in (None, "")}
    value = {kind: part for kind, part in (kept.pop("userEnteredValue", None) or {}).items() if part is not None}
    if len(value) > 1:
        raise bad("ExtendedValue: at most one kind of value may be set")
    if "errorValue" in value:
        raise bad("Cannot set an error value")
    for text in (value.get("stringValue", ""), value.get("formulaValue", "")):
        check_length(text)
    if "formulaValue" in value and not value["formulaValue"].startswith("="):
        raise bad("Formula must begin with '='.")
    if value and value.get("stringValue") != "":
        kept["userEnteredValue"] = value
    if "userEnteredFormat" in kept:
        kept["userEnteredFormat"] = tidy(kept["userEnteredFormat"])
    return kept


def tidy(value: Any) -> Any:
    """Colours in steps of 1/255, each beside its `...Style` twin, as Google gives them back; nulls left out."""
    if isinstance(value, list):
        return [tidy(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value and set(value) <= _CHANNELS:
        return {name: step for name, part in value.items() if (step := _step(part))}
    tidied = {name: tidy(part) for name, part in value.items() if part is not None}
    for name in [name for name in tidied if name.endswith(("Color", "color")) and name != "rgbColor"]:
        if isinstance(tidied[name], dict) and set(tidied[name]) <= _CHANNELS:
            tidied.setdefault(f"{name}Style", {"rgbColor": tidied[name]})
    for name in [name for name in tidied if name.endswith(("ColorStyle", "colorStyle"))]:
        if "rgbColor" in tidied[name]:
            tidied[name.removesuffix("Style")] = tidied[name]["rgbColor"]
    return tidied


def _step(part: float | None) -> float:
    step = float(f"{int((part or 0) * 255 + 1e-4) / 255:.8g}")
    return int(step) if step == 1 else step


def without_twins(old: Json, mask: Mask) -> Json:
    """`old` without the twin of each colour that `mask` is about to set or clear: it would bring the old one back."""
    kept = dict(old)
    for name, below in mask.items():
        if name.endswith(("Color", "color")):
            kept.pop(f"{name}Style", None)
        elif name.endswith(("ColorStyle", "colorStyle")):
            kept.pop(name.removesuffix("Style"), None)
        elif below and isinstance(kept.get(name), dict):
            kept[name] = without_twins(kept[name], below)
    return kept
