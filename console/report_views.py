"""The report of one round: a page made to be printed."""

from typing import Any

from flask import url_for

from console.blueprint import desk, parts
from console.exports import WITHOUT_ROWS
from console.guards import needs
from console.pages import render
from console.sessions import Visitor
from kernel.calendar import period
from kernel.clock import bangkok_day
from kernel.errors import Refused
from kernel.thai import thai_period
from surveys import report_sources, report_texts
from surveys.charts import svg
from surveys.report_model import Report

FILES = (("xlsx", "Excel (.xlsx)"), ("csv", "CSV"), ("json", "JSON"), ("sav", "SPSS (.sav)"))


@desk.get("/results/<round_id>/report")
@needs("clerk", "admin")
def result_report(visitor: Visitor, round_id: str) -> Any:
    """Everything about the round, in the order in which it is printed."""
    with parts().workplace.read() as work:
        found = round_report(work, visitor, round_id)
    return render(
        "report.html",
        found=found,
        agency=visitor.agency,
        named=thai_period(period(found.whole.round.period)),
        drawn={key: svg(chart) for key, chart in found.charts.items()},
        words=report_texts,
        files=[one for one in FILES if one[0] in WITHOUT_ROWS] if found.whole.instrument.for_staff else FILES,
        staff=found.whole.instrument.for_staff,
        back=url_for("console.result", round_id=round_id),
    )


def round_report(work: Any, visitor: Visitor, round_id: str) -> Report:
    """The report of a round of the visitor's agency. Raises Refused("round_unknown")."""
    today = bangkok_day(parts().clock.now())
    found = report_sources.of_round(work, visitor.agency, round_id, work.points.all(visitor.agency), today)
    if found is None:
        raise Refused("round_unknown")
    return found
