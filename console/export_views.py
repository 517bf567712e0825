"""Downloads of a round's published answers."""

from typing import Any

from flask import make_response

from console import exports
from console.blueprint import desk, parts
from console.guards import needs
from console.noting import note
from console.report_views import round_report
from console.sessions import Visitor
from kernel.errors import Refused


@desk.get("/results/<round_id>/export.<kind>")
@needs("clerk", "admin")
def result_export(visitor: Visitor, round_id: str, kind: str) -> Any:
    """The round as csv, xlsx, json or sav; who took it away stands in the log."""
    with parts().workplace.begin() as work:
        report = round_report(work, visitor, round_id)
        staff = report.whole.instrument.for_staff
        if kind not in (exports.WITHOUT_ROWS if staff else exports.MIME):
            raise Refused("round_unknown")
        # colleagues would know each other by a whole row of answers
        rows = [] if staff else work.responses.of_round(visitor.agency, round_id)
        points = {point.code: point.name for point in work.points.all(visitor.agency)}
        note(work, visitor, "results.exported", f"{report.whole.round.id} {kind}")
    export = exports.Export(report, rows, points, parts().clock.now())
    response = make_response(exports.write(export, kind))
    response.headers["Content-Type"] = exports.MIME[kind]
    response.headers["Content-Disposition"] = f'attachment; filename="{export.name}.{kind}"'
    return response
