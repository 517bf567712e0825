"""The first page: what needs somebody today."""

from typing import Any

from flask import abort

from complaints.status import Status
from console import officer_keys, steps
from console.blueprint import desk, parts
from console.guards import needs, open_to_all
from console.pages import may, render
from console.ports import Work
from console.sessions import Visitor
from kernel.clock import bangkok_day
from qa.ports import Progress
from surveys import slips


@desk.get("/")
@needs()
def home(visitor: Visitor) -> str:
    """Tiles for this person's duties."""
    desk_work = may(visitor, ("clerk", "admin"))
    with parts().workplace.read() as work:
        facts = {
            "questions": _questions(work, visitor) if visitor.member.has("clerk") else None,
            "survey": _survey(work, visitor) if desk_work else None,
            "targets": _targets(work, visitor) if desk_work else None,
            "to_do": _to_do(work, visitor) if visitor.member.has("admin") else None,
        }
    return render("home.html", cases=_cases(visitor), **facts)


@desk.route("/<path:anything>")
@open_to_all
def nowhere(anything: str) -> Any:
    """Any other address below /console: our own kind page instead of the server's."""
    abort(404)


def _to_do(work: Work, visitor: Visitor) -> int:
    return steps.still_to_do(steps.all_steps(work, visitor.agency, parts().officers))


def _questions(work: Work, visitor: Visitor) -> int:
    """Counted as they lie: nothing of them is opened."""
    return len(work.questions.in_progress(visitor.agency, Progress.WAITING))


def _survey(work: Work, visitor: Visitor) -> dict[str, Any]:
    today = bangkok_day(parts().clock.now())
    running = [
        one
        for one in work.rounds.all(visitor.agency)
        if one.open_on(today) and one.instrument != slips.INSTRUMENT  # its live count would tell who has just answered
    ]
    waiting = sum(work.ballots.waiting_count(visitor.agency, round_.id) for round_ in running)
    return {"running": len(running), "waiting": waiting}


def _targets(work: Work, visitor: Visitor) -> dict[str, Any]:
    found = {kind: work.targets.get(visitor.agency, kind) for kind in ("xlsx", "google")}
    known = [target for target in found.values() if target is not None]
    good = [target["synced_at"] for target in known if target["synced_at"] is not None]
    return {"trouble": any(target["status"] != "ok" or target["error"] for target in known),
            "last_good": max(good, default=None)}  # fmt: skip


def _cases(visitor: Visitor) -> dict[str, int] | None:
    """Open and overdue cases of an officer; None for others. Counts only: the list's own page opens nothing either."""
    if parts().officers is None or not visitor.member.has("officer"):
        return None
    reader = officer_keys.reader(visitor)
    open_ones = [case for case in reader.all() if case.status is not Status.CLOSED] if reader else []
    today = bangkok_day(parts().clock.now())
    late = [case for case in open_ones if case.header is not None and case.header.due < today]
    return {"open": len(open_ones), "late": len(late)}
