"""The papers a poster is printed on, and how large its code is there: by module, never by the whole code."""

from dataclasses import dataclass

from kernel.errors import Refused
from qr import codes
from qr.codes import MM_PER_METRE, Modules


@dataclass(frozen=True)
class Format:
    """One paper. Lengths in millimetres."""

    name: str
    distance: float
    """How far away people stand, in metres, where nobody says otherwise."""
    box: float
    """The widest code that fits, quiet zone included."""
    copies: int = 1
    """How often the code stands on the sheet."""


FORMATS = {
    one.name: one
    for one in (
        Format("a4", 1.0, 136),
        Format("a5", 0.6, 84),
        Format("tent", 0.4, 72, copies=2),
        Format("stickers", 0.3, 37, copies=24),
    )
}
NEAREST = 0.2
"""Metres. Nearer no camera focuses on a code of this size."""


@dataclass(frozen=True)
class Sized:
    """A code as it goes on a paper."""

    modules: Modules
    module_mm: float
    distance: float
    """From how many metres it is read."""

    @property
    def side_mm(self) -> float:
        """Its width, quiet zone included."""
        return len(self.modules) * self.module_mm


def sized(link: str, paper: Format, distance: float | None = None) -> Sized:
    """The code of `link` for `paper`, with modules of 3.5 mm for each metre.

    distance -- metres; None for the paper's usual one, or as near to it as the code has room for
    Raises Refused("distance_far", most=0.95) and Refused("distance_near", least=0.2), and as `codes.modules`.
    """
    squares = codes.modules(link)
    most = paper.box / len(squares) / MM_PER_METRE
    if distance is None:
        distance = min(paper.distance, int(most * 100) / 100)
    if not distance >= NEAREST:
        raise Refused("distance_near", least=f"{NEAREST:g}")
    if distance > most:
        raise Refused("distance_far", most=f"{int(most * 100) / 100:g}")
    return Sized(squares, MM_PER_METRE * distance, distance)
