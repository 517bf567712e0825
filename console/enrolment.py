"""Setting up the second step: a secret for the telephone, proved by its first code."""

from typing import Any

from console import accounts, second_step, texts
from console.blueprint import parts
from console.sessions import Visitor
from qr import screen


def offered_secret(visitor: Visitor) -> str:
    """The secret offered in this session: made of keyed marks of it, so nothing unproved has to be stored."""
    with parts().workplace.read() as work:
        first, second = (work.vault.mark("totp-offer", visitor.session.id, half) for half in ("a", "b"))
    return second_step.secret_from(first, second)


def facts(visitor: Visitor, secret: str) -> dict[str, Any]:
    """What the page shows: the secret in groups of four, and the same as a picture (SVG)."""
    link = second_step.link(secret, visitor.member.login, f"Prongsai-{visitor.agency.code}")
    groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    return {"secret": groups, "picture": screen.svg(link, texts.PICTURE_OF_SECRET).decode()}


def enrol(visitor: Visitor, secret: str, code: str) -> tuple[str, ...] | None:
    """Keep the secret when the code proves that the telephone has it; fresh recovery codes, to be shown now or never.

    None for a code that does not fit.
    """
    now = parts().clock.now()
    step = second_step.fitting_step(secret, code, now, 0)
    with parts().workplace.begin() as work:
        if step is None:
            work.staff_log.add(visitor.agency, visitor.member.login, "own.code_wrong", "", now)
            return None
        accounts.enrol_totp(work, visitor.agency, visitor.member.id, secret, step=step)
        codes = accounts.new_codes(work, visitor.agency, visitor.member.id)
        work.staff_log.add(visitor.agency, visitor.member.login, "own.second_step", "", now)
    return codes


def grouped(codes: tuple[str, ...]) -> list[str]:
    """Codes as they are shown: five digits and five."""
    return [f"{code[:5]} {code[5:]}" for code in codes]
