"""Revision 0006 begins the history of a knowledge base that was there before."""

from datetime import date
from typing import Any

from sqlalchemy import select

from qa.entries import Entry, Status
from qa.versions import Change, How, Version
from storage import migrations
from storage.database import connect
from storage.faq_store import SqlFaq
from storage.tables import agencies, faq_entries
from tests.cast import BAN_MAI, NONG_BUA, NOON

DAY = date(2026, 11, 1)


def _row(agency: str, entry_id: str, **changed: Any) -> dict[str, Any]:
    return {
        "agency": agency, "id": entry_id, "category": "ตลาด", "question": "ตลาดเปิดวันไหน", "phrasings": '["วันไหน"]',
        "keywords": "[]", "answer": "วันพุธ", "status": "live", "checked_on": None, "updated_at": NOON, "version": 4,
    } | changed  # fmt: skip


def test_present_entries_become_the_first_known_versions(database_url: str) -> None:
    engine = connect(database_url)
    migrations.migrate(engine, "0005")
    with engine.begin() as connection:
        codes = (BAN_MAI.code, NONG_BUA.code)
        rows = [{"agency": code, "name": code, "details": "{}", "created_on": DAY} for code in codes]
        connection.execute(agencies.insert(), rows)
        connection.execute(
            faq_entries.insert(), [_row("banmai", "market", checked_on=DAY, status="draft"), _row("nongbua", "market")]
        )
    migrations.migrate(engine)
    with engine.connect() as connection:
        faq = SqlFaq(connection)
        old = Entry("market", "ตลาด", "ตลาดเปิดวันไหน", "วันพุธ", ("วันไหน",), (), Status.DRAFT, DAY, 4)
        assert faq.versions(BAN_MAI, "market") == [Version(old, NOON, Change(How.BEFORE))]
        assert faq.get(BAN_MAI, "market") == old
        assert len(connection.execute(select(faq_entries)).all()) == 2
    engine.dispose()
