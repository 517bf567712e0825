"""How an agency's projections stand, for the people who look after them."""

from collections.abc import Mapping

from kernel.agency import Agency
from sheets_sync.ports import SyncWork
from sheets_sync.state import from_json
from surveys.results import summary

RESPONSES = "responses:"
"""What the keys of the tabs with one row per response begin with."""


def rows_waiting(work: SyncWork, agency: Agency) -> Mapping[str, int]:
    """Published responses that a projection does not hold yet, by its kind: xlsx, and google where one is set up."""
    published = _published(work, agency)
    xlsx = work.targets.get(agency, "xlsx")
    waiting = {"xlsx": published - int((xlsx or {}).get("state", {}).get("responses", 0))}
    google = work.targets.get(agency, "google")
    if google is not None:
        state = from_json(google["state"])
        written = {key: state.bases.get(key, 0) + max(one.written, 0) for key, one in state.tabs.items()}
        waiting["google"] = published - sum(rows for key, rows in written.items() if key.startswith(RESPONSES))
    return {kind: max(rows, 0) for kind, rows in waiting.items()}


def _published(work: SyncWork, agency: Agency) -> int:
    found = (summary(work, agency, one.id) for one in work.rounds.all(agency))
    return sum(one.n for one in found if one is not None and not one.instrument.for_staff)
