"""An office with a LINE account, end to end: fake LINE over HTTP, the real webhook, the real worker, SQLite."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Flask

from bot import Parts, install
from bot.channels import ChannelBook
from bot.confiding import Confidant
from bot.confiding_port import ChatDoor
from bot.door import DoorKeeper
from bot.lanes import EventWorker
from bot.line_client import LineClient
from bot.outcomes import Account
from devtools.line import Channel, Person, Platform, Running, serve
from kernel.clock import bangkok_day
from qa.entries import Entry
from storage.database import Database
from storage.group_commit import GroupCommitInbox
from storage.intake import pen_for
from storage.keyfile import KeyFile
from storage.tables import metadata
from storage.vault import SealedVault
from storage.workplace import Workplace
from tests.cast import BAN_MAI, NONG_BUA, NOON, TAX_COUNTER, WELFARE_COUNTER
from tests.fakes.clock import FrozenClock
from tests.fresh import carefree, lasting_folder

CASES = json.loads((Path(__file__).parent.parent / "data" / "webhooks.json").read_text(encoding="utf-8"))
SECRET: str = CASES["channel_secret"]
BOT_ID: str = CASES["bot_user_id"]
ENTRIES = (
    Entry("tax-where", "ภาษี", "จ่ายภาษีที่ดินที่ไหน", "ชำระที่งานจัดเก็บรายได้ ชั้น 1", ("ชำระภาษีที่ดินได้ที่ไหน", "เสียภาษีที่ดินตรงไหน")),
    Entry("pension", "สวัสดิการ", "เบี้ยยังชีพผู้สูงอายุเข้าวันไหน", "เบี้ยยังชีพผู้สูงอายุโอนวันที่ 10 ของเดือน", ("เบี้ยคนแก่ออกวันไหน",)),
    Entry("trash", "สาธารณูปโภค", "รถเก็บขยะมาวันไหน", "รถเก็บขยะมาทุกวันจันทร์และพฤหัสบดี", ("เก็บขยะวันไหน",)),
)  # fmt: skip


@lru_cache(maxsize=1)
def _template() -> tuple[Path, KeyFile]:
    """A database with two agencies, made once: a file per test is copied, not built."""
    folder = lasting_folder()
    keys = KeyFile.load_or_create(folder / "keys.json")
    database = Database.open(f"sqlite:///{folder}/office.db")
    with database.begin() as connection:
        metadata.create_all(connection)
    workplace = Workplace(database, SealedVault(keys), FrozenClock())
    with workplace.begin() as work:
        for agency in (BAN_MAI, NONG_BUA):
            work.agencies.add(agency)
            for entry in ENTRIES:
                work.faq.put(agency, entry, NOON)
        work.points.add(BAN_MAI, TAX_COUNTER)
        work.points.add(BAN_MAI, WELFARE_COUNTER)
        work.credentials.put(
            BAN_MAI, "line", {"secret": SECRET, "token": "t-banmai", "bot_user_id": BOT_ID, "basic_id": "@banmai"}
        )
        work.credentials.put(
            NONG_BUA,
            "line",
            {"secret": "s" * 32, "token": "t-nongbua", "bot_user_id": "U" + "9" * 32, "basic_id": "@nb"},
        )
    database.close()  # the last connection's end moves everything from the log into the file
    return folder / "office.db", keys


@dataclass
class Office:
    """Everything of one running product, and the LINE it talks to."""

    clock: FrozenClock
    platform: Platform
    channel: Channel
    workplace: Workplace
    parts: Parts
    worker: EventWorker
    door: DoorKeeper
    slow: DoorKeeper
    """Answers for the guided chat."""
    app: Flask

    def person(self, name: str = "มาลี", **options: object) -> Person:
        """A citizen who is a friend of the account."""
        return self.platform.add_person(name, **options)  # type: ignore[arg-type]

    @property
    def channel_account(self) -> Account:
        """The account as the LINE client knows it."""
        channel = self.parts.channels("banmai")
        assert channel is not None
        return channel.account

    def work(self) -> None:
        """Deliver, handle and answer everything that is under way."""
        self.platform.settle()
        self.worker.drain()

    def waiting(self) -> int:
        """Events not handled yet."""
        with self.workplace.read() as work:
            return work.inbox.waiting()

    def count(self, outcome: str) -> int:
        """How often something was counted today."""
        today = bangkok_day(self.clock.now())
        with self.workplace.read() as work:
            return sum(one.count for one in work.counts.between(BAN_MAI, today, today) if one.outcome == outcome)

    def new_worker(self) -> EventWorker:
        """Another worker process's event loop."""
        return EventWorker(self.parts, LineClient(), threads=8, pause=_no_pause)


def _no_pause(_seconds: float) -> None:
    return


@contextmanager
def open_office(
    folder: Path, clock: FrozenClock | None = None, *, any_token: bool = False, chat: ChatDoor | None = None
) -> Iterator[Office]:
    """Start everything; at the end nothing may have broken a rule of LINE's.

    any_token -- LINE takes each reply token once, also those of events it did not send itself
    chat -- the fraud door's guided chat, where a test needs one
    """
    template, keys = _template()
    shutil.copy(template, folder / "office.db")
    clock = clock or FrozenClock()
    platform = Platform(clock, any_token=any_token)
    database = Database.open(f"sqlite:///{folder}/office.db")
    carefree(database.engine)
    vault = SealedVault(keys)
    workplace = Workplace(database, vault, clock)
    inbox = GroupCommitInbox(pen_for(database))
    with serve(platform) as line:
        book = ChannelBook(workplace, vault, clock, line.url)
        parts = Parts(workplace, inbox, vault, clock, "https://banmai.example", book, chat=chat)
        client = LineClient(connect_s=1.0, read_s=5.0)
        door = DoorKeeper(parts, client)
        slow = DoorKeeper(parts, client, "confiding")
        app = Flask("office")
        install(app, parts, door, Confidant(parts, chat, slow, _no_pause) if chat else None)
        with Running(app) as web:
            channel = platform.add_channel(
                "banmai", secret=SECRET, token="t-banmai", bot_user_id=BOT_ID, basic_id="@banmai",
                webhook_url=f"{web.url}/line/banmai/webhook",
            )  # fmt: skip
            channel.webhook_seconds = 30.0  # LINE's patience is tried elsewhere; here the machine may be busy
            worker = EventWorker(parts, client, threads=8, pause=_no_pause)
            yield Office(clock, platform, channel, workplace, parts, worker, door, slow, app)
            worker.close()
            slow.close()
            door.close()
            platform.close()
    inbox.close()
    database.close()
    assert platform.violations == []
