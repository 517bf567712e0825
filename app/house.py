"""The wiring: every real thing is chosen here, once, from the settings; databases and keys in `app.foundation`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from app.foundation import Foundation
from app.fraud import ChatDoor, PublicDoor
from app.settings import Settings
from kernel.agency import Agency
from kernel.clock import Clock
from kernel.errors import Refused
from kernel.staff import Member

if TYPE_CHECKING:  # each process imports only the rooms it serves
    import bot
    import console.parts
    import qr.studio
    import sheets_sync.parts
    import web
    from app.sheets import Workbooks
    from app.worker import Handler
    from bot.lanes import EventWorker


class House(Foundation):
    """Everything that lives as long as the process. Parts are made on first use, so that a CLI call stays quick."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        super().__init__(settings, clock)
        self.calendar_day: date | None = None

    @property
    def console_url(self) -> str:
        """Where staff open the console, without a slash at the end."""
        return (self.settings.console_url or self.settings.public_url).rstrip("/")

    @property
    def form_key(self) -> str:
        """Signs the console's forms; the same in every process."""
        return self.vault.mark("console-forms", "csrf")

    @cached_property
    def channels(self) -> bot.channels.ChannelBook:
        from bot.channels import ChannelBook

        return ChannelBook(self.workplace, self.vault, self.clock, self.settings.line_api or "")

    @cached_property
    def bot_parts(self) -> bot.Parts:
        from bot.parts import Parts
        from qa.engine import load

        return Parts(
            workplace=self.workplace,
            inbox=self.inbox,
            vault=self.vault,
            clock=self.clock,
            base_url=self.settings.public_url,
            channels=self.channels,
            engine=load(self.settings.qa_engine),
            chat=ChatDoor(self.fraud),
        )

    @cached_property
    def event_worker(self) -> EventWorker:
        from bot.lanes import EventWorker

        return EventWorker(self.bot_parts)

    @cached_property
    def web_parts(self) -> web.Parts:
        from web.parts import Parts

        return Parts(
            workplace=self.workplace,
            vault=self.vault,
            clock=self.clock,
            base_url=self.settings.public_url,
            fraud=PublicDoor(self.fraud),
            chat_link=self.chat_link,
        )

    @cached_property
    def console_parts(self) -> console.parts.Parts:
        from app.probes import RealLineProbe, RealSheetProbe
        from app.rich_menus import RichMenus
        from console.parts import Parts
        from web.paper import pdf

        return Parts(
            workplace=self.workplace,
            clock=self.clock,
            base_url=self.settings.public_url,
            form_key=self.form_key,
            line_probe=RealLineProbe(self.settings.line_api or ""),
            sheet_probe=RealSheetProbe(self.settings.sheets_api, self.sync_parts.budget),
            workbook_path=self.workbooks.newest,
            earlier_workbooks=self.workbooks.earlier,
            rows_waiting=self.workbooks.waiting,
            freshen_workbook=self.workbooks.freshen,
            paper=pdf,
            press=self.press,
            officers=self.fraud,
            menus=RichMenus(self),
            console_url=self.settings.console_url or "",
        )

    @cached_property
    def press(self) -> qr.studio.Press:
        """What posters are set with."""
        from qr.studio import Press
        from web.paper import lacking, poster

        return Press(poster, lacking, capitals=self.settings.printed_links == "capitals")

    @cached_property
    def sync_parts(self) -> sheets_sync.parts.Parts:
        from app.sheets import parts_of

        return parts_of(self)

    @property
    def workbooks(self) -> Workbooks:
        """The workbooks on this machine, for whoever shows them."""
        from app.sheets import Workbooks

        return Workbooks(self)

    @cached_property
    def job_handlers(self) -> Mapping[str, Handler]:
        from app.handlers import handlers

        return handlers(self)

    def chat_link(self, agency: Agency, text: str) -> str | None:
        """A link that opens the agency's chat with `text` ready to send; None while LINE is not set up."""
        from qr import links

        channel = self.channels(agency.code)
        if channel is None:
            return None
        if agency.demo and self.settings.line_api:
            return f"/chat/?channel={agency.code}&text={quote(text)}"
        return links.line_oa_message(channel.basic_id, text) if channel.basic_id else None

    def officer_lost_key(self, agency: Agency, member: Member) -> None:
        """After a reset or a leaving: the officer's case key goes too; other officers keep theirs."""
        if member.has("officer"):
            self.fraud.leave(agency, member.id)

    def check_ready_for_production(self) -> None:
        """Refuse to run on twins that production did not allow. Raises Refused."""
        if self.settings.clock_file and not (self.settings.allow_twins and self.settings.line_api):
            raise Refused("clock_not_allowed", setting="PRONGSAI_CLOCK_FILE")
        if self.settings.allow_twins:
            return
        if self.settings.line_api or self.settings.sheets_api:
            raise Refused("twin_not_allowed", setting="PRONGSAI_ALLOW_TWINS")
        with self.workplace.read() as work:
            demo = [agency.code for agency in work.agencies.all() if agency.demo]
        if demo:
            raise Refused("demo_agency_in_production", agency=" ".join(demo), setting="PRONGSAI_ALLOW_TWINS")

    def close(self) -> None:
        """Close what was opened; what is asked for again is opened again."""
        self.let_go("event_worker")  # it writes to what is closed next
        super().close()
        self.forget("channels", "bot_parts", "web_parts", "console_parts", "sync_parts")
