"""Going live, step by step: what is done and what is still missing."""

from dataclasses import dataclass

from console.officers import Officers
from console.ports import Work
from kernel.agency import Agency
from qa import placeholders
from qa.entries import Entry


@dataclass(frozen=True)
class Step:
    """One thing to do before citizens come."""

    key: str
    """agency | points | faq | line | sheets | officers"""
    done: bool
    missing: tuple[str, ...] = ()
    """Keys of what is still missing; the template has words for them."""
    optional: bool = False


def all_steps(work: Work, agency: Agency, officers: Officers | None) -> tuple[Step, ...]:
    """Every step in the order in which they are best done; the fraud door only where this process serves one."""
    steps = (
        _agency(agency),
        _points(work, agency),
        _faq(work, agency),
        _line(work, agency),
        _sheets(work, agency),
    )
    return steps if officers is None else (*steps, _officers(officers, agency))


def still_to_do(steps: tuple[Step, ...]) -> int:
    """How many of the needed steps are open."""
    return sum(1 for step in steps if not step.done and not step.optional)


def unfilled_entries(work: Work, agency: Agency) -> list[Entry]:
    """Live entries whose answer has a line that citizens do not get, because a fact of the office is missing."""
    return [entry for entry in work.faq.all(agency) if entry.live and placeholders.unfilled(entry.answer, agency)]


def _agency(agency: Agency) -> Step:
    missing = tuple(name for name in ("phone", "address", "hours") if not getattr(agency, name).strip())
    return Step("agency", not missing, missing)


def _points(work: Work, agency: Agency) -> Step:
    return Step("points", any(not point.retired for point in work.points.all(agency)))


def _faq(work: Work, agency: Agency) -> Step:
    return Step("faq", any(entry.live for entry in work.faq.all(agency)) and not unfilled_entries(work, agency))


def _line(work: Work, agency: Agency) -> Step:
    saved = work.credentials.get(agency, "line") is not None
    check = work.credentials.get(agency, "line-check") or {}
    tested = check.get("problem") == ""
    missing = () if saved and tested else ("line_test",) if saved else ("line_saved",)
    return Step("line", saved and tested, missing)


def _sheets(work: Work, agency: Agency) -> Step:
    return Step("sheets", work.credentials.get(agency, "sheets") is not None, optional=True)


def _officers(officers: Officers, agency: Agency) -> Step:
    lacking = officers.door(agency).lacking
    return Step("officers", not lacking, lacking)
