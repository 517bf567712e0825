"""The sheets as this installation keeps them: what may be asked of Google, and the workbooks on its own disk."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.settings import Settings
from kernel.agency import Agency
from kernel.errors import Unavailable
from sheets_sync import links
from sheets_sync.budget import Budget
from sheets_sync.limits import Limits
from sheets_sync.parts import Parts
from sheets_sync.standing import rows_waiting
from sheets_sync.workbook import earlier_workbooks, workbook_path
from sheets_sync.worker import sync_agency

if TYPE_CHECKING:
    from app.house import House

WORKBOOK_PAUSE = timedelta(seconds=30)
"""Between two workbooks of one office: a burst of answers is one file."""
CONNECT_S = 10.0
log = logging.getLogger("app.sheets")


def parts_of(house: "House") -> Parts:
    """What bringing sheets and workbooks up to date needs."""
    limits = limits_of(house.settings)
    return Parts(
        workplace=house.workplace,
        clock=house.clock,
        workbook_folder=house.settings.workbooks,
        sheets_api_base=house.settings.sheets_api,
        statistics=house.fraud.published,
        link_status=links.status,
        base_url=house.settings.public_url,
        workbook_pause=WORKBOOK_PAUSE,
        timeouts=(CONNECT_S, float(house.settings.sheets_timeout)),
        limits=limits,
        budget=Budget(house.workplace, house.clock, limits),
    )


def limits_of(chosen: Settings) -> Limits:
    """What may be asked of Google, as set."""
    return Limits(
        account_reads=chosen.sheets_reads,
        account_writes=chosen.sheets_writes,
        project_reads=chosen.sheets_project_reads,
        project_writes=chosen.sheets_project_writes,
        share=chosen.sheets_share,
        writes_a_turn=chosen.sheets_turn,
        interval=timedelta(seconds=chosen.sheets_interval),
        verify_every=timedelta(minutes=chosen.sheets_verify),
        look_every=timedelta(seconds=chosen.sheets_look),
        cells=chosen.sheets_cells,
        a_book_a_year=chosen.sheets_yearly,
    )


class Workbooks:
    """The workbooks, for whoever shows them."""

    def __init__(self, house: "House") -> None:
        self._house = house

    def newest(self, agency: Agency) -> Path | None:
        """The agency's newest workbook; None before the first was written."""
        path = workbook_path(self._house.sync_parts, agency)
        return path if path.exists() else None

    def freshen(self, agency: Agency) -> None:
        """Write the workbook anew where the figures have moved on. What cannot be done now, the worker does."""
        try:
            sync_agency(self._house.sync_parts, agency, verify=True, google=False)
        except Unavailable as busy:  # another run writes it at this moment, or the disk is full and staff know
            log.info("workbook.not_now", extra={"agency": agency.code, "reason": str(busy)})

    def earlier(self, agency: Agency) -> list[Path]:
        """The agency's kept workbooks, the newest first."""
        return earlier_workbooks(self._house.sync_parts, agency)

    def waiting(self, agency: Agency) -> Mapping[str, int]:
        """Published responses that the agency's workbook and sheet do not hold yet."""
        with self._house.workplace.read() as work:
            return rows_waiting(work, agency)
