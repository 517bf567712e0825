"""What officers alone know of a case: sealed under a key that the informer's receipt does not open."""

import json
from dataclasses import asdict, dataclass, field

from complaints.envelope import dump_text
from kernel.errors import Unreadable


@dataclass(frozen=True)
class Inside:
    """The office's side of a case."""

    notes: int = 0
    """How many notes there are: with `head`, a cut tail shows."""
    head: str = ""
    """Hash of the last note's ciphertext, in hex."""
    assignee: str = ""
    """Id of the officer who works on it; "" for nobody."""
    recused: tuple[str, ...] = field(default=(), repr=False)
    """Officers who stepped back; no colleague hands them the key again."""
    spam: bool = False
    spam_reason: str = field(default="", repr=False)
    hold: bool = False
    """Kept beyond its time, for a court or an auditor."""
    forwarded_to: str = field(default="", repr=False)


NOTHING_INSIDE = Inside()


def dump_inside(inside: Inside) -> bytes:
    """JSON in UTF-8: the longest reason and name fit into one padded block, so that its size tells of none."""
    return dump_text(asdict(inside) | {"recused": list(inside.recused)})


def load_inside(plain: bytes) -> Inside:
    """Undo `dump_inside`. Raises Unreadable for anything else."""
    try:
        body = json.loads(plain)
        told = {name: body[name] for name in ("notes", "head", "assignee", "spam", "spam_reason", "hold")}
        return Inside(**told, recused=tuple(body["recused"]), forwarded_to=body["forwarded_to"])
    except (ValueError, KeyError, TypeError):
        raise Unreadable from None
