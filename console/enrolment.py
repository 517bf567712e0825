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


def enrol(visitor: Visitor, secret: str, code: str) -> bool:
    """Keep the secret when the code proves that the telephone has it."""
    now = parts().clock.now()
    step = second_step.fitting_step(secret, code, now, 0)
    if step is None:
        return False
    with parts().workplace.begin() as work:
        accounts.enrol_totp(work, visitor.agency, visitor.member.id, secret, step=step)
        work.staff_log.add(visitor.agency, visitor.member.login, "own.second_step", "", now)
    parts().throttle.forgive("code", visitor.agency.code, visitor.member.id)
    return True
