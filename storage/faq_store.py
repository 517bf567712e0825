"""The knowledge base: its entries, their history, and files that wait to be published."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from kernel.agency import Agency
from qa.entries import Entry, Status
from qa.faq_ports import Upload
from qa.versions import BY_PRODUCT, Change, How, Version, body, from_body
from storage.tables import faq_entries, faq_synonyms, faq_uploads, faq_versions
from storage.upsert import insert_for, put

_TEXTS = ("category", "question", "answer", "phone", "link", "map_link", "image", "ita_item", "see", "source")
_DAYS = ("valid_from", "valid_until", "checked_on")
_LISTS = ("phrasings", "keywords")


class SqlFaq:
    """The agency's entries, on one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, agency: Agency, entry: Entry, now: datetime, change: Change = BY_PRODUCT) -> Entry:
        """Add or replace by id, and keep it as a version; returns it with its new version number."""
        values = _entry_values(entry) | {"updated_at": now}
        first = insert_for(self._connection, faq_entries).values(agency=agency.code, id=entry.id, version=1, **values)
        grown = first.on_conflict_do_update(
            index_elements=["agency", "id"], set_=values | {"version": faq_entries.c.version + 1}
        )
        stored = _entry(self._connection.execute(grown.returning(faq_entries)).one())
        row = {"agency": agency.code, "id": stored.id, "version": stored.version, "body": body(stored), "at": now,
               "changed_by": change.by, "how": change.how.value}  # fmt: skip
        self._connection.execute(insert(faq_versions).values(row))
        return stored

    def get(self, agency: Agency, entry_id: str) -> Entry | None:
        """The entry, whatever its status."""
        wanted = select(faq_entries).where(faq_entries.c.agency == agency.code, faq_entries.c.id == entry_id)
        row = self._connection.execute(wanted).one_or_none()
        return None if row is None else _entry(row)

    def all(self, agency: Agency) -> list[Entry]:
        """Every entry whatever its status, by category, then id."""
        wanted = select(faq_entries).where(faq_entries.c.agency == agency.code)
        found = [_entry(row) for row in self._connection.execute(wanted)]
        # Sorted here: the two engines collate Thai differently.
        return sorted(found, key=lambda entry: (entry.category, entry.id))

    def changed_at(self, agency: Agency) -> dict[str, datetime]:
        """Id -> when the entry last changed."""
        wanted = select(faq_entries.c.id, faq_entries.c.updated_at).where(faq_entries.c.agency == agency.code)
        return {row.id: row.updated_at for row in self._connection.execute(wanted)}

    def versions(self, agency: Agency, entry_id: str) -> list[Version]:
        """Every version of an entry, the newest first."""
        mine = (faq_versions.c.agency == agency.code) & (faq_versions.c.id == entry_id)
        rows = self._connection.execute(select(faq_versions).where(mine).order_by(faq_versions.c.version.desc()))
        return [_version(row) for row in rows]

    def synonyms(self, agency: Agency) -> str:
        """The office's own lines of words that mean the same; "" where it has none."""
        mine = select(faq_synonyms.c.lines).where(faq_synonyms.c.agency == agency.code)
        return self._connection.execute(mine).scalar_one_or_none() or ""

    def keep_synonyms(self, agency: Agency, lines: str, now: datetime, by: str) -> None:
        """Replaces the lines."""
        put(self._connection, faq_synonyms, {"agency": agency.code, "lines": lines, "at": now, "changed_by": by})

    def keep_upload(self, agency: Agency, upload: Upload) -> None:
        """Keep a file's entries until they are published; replaces the person's earlier one."""
        entries = [[entry.id, body(entry)] for entry in upload.entries]
        put(self._connection, faq_uploads, {
            "agency": agency.code, "staff_id": upload.staff_id,
            "body": json.dumps({"whole": upload.whole, "entries": entries}, ensure_ascii=False),
            "revision": upload.revision, "at": upload.at,
        })  # fmt: skip

    def upload(self, agency: Agency, staff_id: str) -> Upload | None:
        """What a person's file held, or None."""
        mine = (faq_uploads.c.agency == agency.code) & (faq_uploads.c.staff_id == staff_id)
        row = self._connection.execute(select(faq_uploads).where(mine)).one_or_none()
        if row is None:
            return None
        kept = json.loads(row.body)
        entries = tuple(from_body(entry_id, 0, text) for entry_id, text in kept["entries"])
        return Upload(row.staff_id, entries, row.revision, row.at, kept["whole"])

    def drop_upload(self, agency: Agency, staff_id: str) -> None:
        """Forget a person's file."""
        mine = (faq_uploads.c.agency == agency.code) & (faq_uploads.c.staff_id == staff_id)
        self._connection.execute(delete(faq_uploads).where(mine))


def _entry_values(entry: Entry) -> dict[str, Any]:
    plain = {name: getattr(entry, name) for name in (*_TEXTS, *_DAYS)}
    lists = {name: json.dumps(getattr(entry, name), ensure_ascii=False) for name in _LISTS}
    return {**plain, **lists, "status": entry.status.value}


def _entry(row: Row[Any]) -> Entry:
    values: dict[str, Any] = {name: getattr(row, name) for name in (*_TEXTS, *_DAYS)}
    values |= {name: tuple(json.loads(getattr(row, name))) for name in _LISTS}
    return Entry(id=row.id, status=Status(row.status), version=row.version, **values)


def _version(row: Row[Any]) -> Version:
    return Version(from_body(row.id, row.version, row.body), row.at, Change(How(row.how), row.changed_by))
