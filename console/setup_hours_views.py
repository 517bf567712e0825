"""Going live: office hours, days off, and how questions are answered and forgotten."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from flask import redirect, request, url_for

from console.blueprint import desk, parts
from console.forms import as_opened, merged, one_line, typed
from console.guards import needs
from console.noting import note
from console.pages import render, sentence
from console.sessions import Visitor
from console.setup_views import whole_number
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qa import holidays, hours, thread_texts

_WARNED = timedelta(days=60)
"""Before the shipped holidays end."""


@desk.route("/setup/hours", methods=["GET", "POST"])
@needs("admin")
def setup_hours(visitor: Visitor) -> Any:
    """When somebody is there, and what is promised."""
    if request.method == "GET":
        return _page(visitor.agency, _shown(visitor.agency))
    said = {f"day{place}": one_line(f"day{place}", 100) for place in range(7)}
    said |= {name: one_line(name, 10) for name in ("reply_days", "question_days")}
    said |= {"closed_days": typed("closed_days", 10_000), "staff_notice": request.form.get("staff_notice", "")}
    said = merged(_shown(visitor.agency), said)
    try:
        changed = _changed(visitor.agency, said)
    except Refused as refused:
        return _page(visitor.agency, said, sentence(_with_day(refused))), 400
    with parts().workplace.begin() as work:
        work.agencies.change(changed, visitor.agency)
        work.revisions.bump(changed, "agency")
        note(work, visitor, "setup.hours")
    return redirect(url_for("console.setup_hours", done="saved"))


def _page(agency: Agency, office: dict[str, str], problem: str = "") -> str:
    today, known = bangkok_day(parts().clock.now()), holidays.shipped()
    coming = [(day, one.name) for day, one in sorted(known.days.items()) if day >= today]
    return render(
        "setup_hours.html", office=office, was=as_opened(_shown(agency)), problem=problem, coming=coming,
        weekdays=thread_texts.WEEKDAYS, last=known.last, ending=known.last - today < _WARNED,
    )  # fmt: skip


def _shown(agency: Agency) -> dict[str, str]:
    kept = hours.of(agency)
    week = hours.write_week(kept.week) or hours.DEFAULT
    days = [day.replace(":", ".") for day in week.split("|")]
    off = "\n".join(f"{day.day}/{day.month}/{day.year + 543} {why}".strip() for day, why in sorted(kept.off.items()))
    return {f"day{place}": day for place, day in enumerate(days)} | {
        "closed_days": off,
        "reply_days": str(agency.reply_days),
        "question_days": str(agency.question_days),
        "staff_notice": "yes" if agency.staff_notice else "",
    }


def _changed(agency: Agency, said: dict[str, str]) -> Agency:
    """The agency with what was typed. Raises Refused: hours_day, day_off, days_off_many, agency_reply, agency_keep."""
    week = hours.read_week([said[f"day{place}"] for place in range(7)])
    return replace(
        agency,
        opening=hours.write_week(week),
        closed_days=hours.write_days_off(hours.read_days_off(said["closed_days"])),
        reply_days=whole_number(said["reply_days"], 1, 15, "agency_reply"),
        question_days=whole_number(said["question_days"], 7, 365, "agency_keep"),
        staff_notice=said["staff_notice"] == "yes",
    )


def _with_day(refused: Refused) -> Refused:
    if refused.reason != "hours_day":
        return refused
    return Refused("hours_day", day=thread_texts.WEEKDAYS[int(refused.facts["weekday"])])
