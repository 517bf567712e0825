"""Field masks: `a.b,c(d,e)` picks from JSON; `*` picks all."""

from typing import Any

from devtools.sheets.refusal import bad

Mask = dict[str, Any]
"""Name -> mask of what is below; an empty one means everything below."""


def parse(text: str) -> Mask:
    """The mask in `text`. Raises Refusal(400) for one that does not parse."""
    mask, rest = _group(text.replace(" ", ""))
    if rest:
        raise bad(f"Invalid field mask: {text}")
    return mask


def _group(text: str) -> tuple[Mask, str]:
    mask: Mask = {}
    while True:
        path, text = _path(text)
        below, text = _below(text)
        _put(mask, path, below)
        if not text.startswith(","):
            return mask, text
        text = text[1:]


def _path(text: str) -> tuple[list[str], str]:
    end = next((place for place, letter in enumerate(text) if letter in ",()"), len(text))
    names = text[:end].replace("/", ".").split(".")
    if not all(name == "*" or name.isidentifier() for name in names):
        raise bad(f"Invalid field mask: {text}")
    return names, text[end:]


def _below(text: str) -> tuple[Mask, str]:
    if not text.startswith("("):
        return {}, text
    mask, text = _group(text[1:])
    if not text.startswith(")"):
        raise bad("Invalid field mask: unbalanced parentheses")
    return mask, text[1:]


def _put(mask: Mask, path: list[str], below: Mask) -> None:
    for name in path[:-1]:
        mask = mask.setdefault(name, {})
    mask.setdefault(path[-1], {}).update(below)


def pick(value: Any, mask: Mask) -> Any:
    """Only what the mask names. A name the value does not have is left out, as Google does for empty fields."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [pick(one, mask) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: pick(value[name], mask[name]) for name in mask if name in value}


def merge(old: dict[str, Any], new: dict[str, Any], mask: Mask) -> dict[str, Any]:
    """`old` with the fields of `mask` as in `new`; a named field that `new` lacks is cleared."""
    if not mask or "*" in mask:
        return dict(new)
    merged = dict(old)
    for name, below in mask.items():
        if new.get(name) is None:
            merged.pop(name, None)
        elif below and isinstance(new[name], dict):
            merged[name] = merge(merged.get(name, {}), new[name], below)
        else:
            merged[name] = new[name]
    return merged


def below(mask: Mask, *path: str) -> Mask | None:
    """The part of the mask under `path`: {} for everything there, None when the mask does not reach it."""
    for name in path:
        if not mask or "*" in mask:
            return {}
        if name not in mask:
            return None
        mask = mask[name]
    return mask
