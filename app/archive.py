"""Backup and restore of one database as a zip of JSON lines: the same file for SQLite and PostgreSQL.

What is sealed in the database is sealed in the archive; the key file is not in it and has to be kept apart.
Sign-ins and one-time tokens are left out: a restored office signs in again.
"""

import base64
import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Table, func, select

from kernel.errors import Refused
from storage.database import Database
from storage.sealed.tables import PASSING

LEFT_OUT = {"sessions", "staff_tokens", "heartbeats", "sheet_attempts", "sheet_gates", *PASSING}
_BATCH = 500
_NOTHING = {"rows": 0, "sha256": hashlib.sha256().hexdigest()}

Progress = Callable[[str, int], None]


class Tables(Protocol):
    """Some tables, those that are referred to first; SQLAlchemy's MetaData is one."""

    @property
    def sorted_tables(self) -> Sequence[Table]: ...


@dataclass(frozen=True)
class Some:
    """A part of a database's tables, which gets an archive of its own."""

    sorted_tables: Sequence[Table]


def backup(database: Database, metadata: Tables, revision: str, key_check: str, out: Path, tell: Progress) -> None:
    """Write every row of every table to `out`, from one moment of the database.

    `key_check` is a keyed mark that tells at restore whether the right key file is at hand.
    """
    manifest: dict[str, Any] = {"format": 1, "revision": revision, "key_check": key_check, "tables": {}}
    partial = out.with_suffix(out.suffix + ".partial")
    partial.touch(mode=0o600)
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive, database.read() as connection:
            for table in _tables(metadata):
                manifest["tables"][table.name] = known = _keep(connection, table, archive)
                tell(table.name, known["rows"])
            archive.writestr("manifest.json", json.dumps(manifest, indent=2))
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def restore(database: Database, metadata: Tables, revision: str, key_check: str, source: Path, tell: Progress) -> None:
    """Fill an empty, migrated database from `source`, whole or not at all.

    Raises Refused: not_a_backup, other_version, other_keys, not_empty, damaged.
    """
    try:
        with zipfile.ZipFile(source) as archive, database.begin() as connection:
            manifest = _manifest(archive)
            _check(manifest, revision, key_check)
            for table in _tables(metadata):
                if connection.execute(select(func.count()).select_from(table)).scalar_one():
                    raise Refused("not_empty", table=table.name)
            for table in _tables(metadata):
                _verify(archive, table.name, manifest["tables"].get(table.name, _NOTHING))
            for table in _tables(metadata):
                tell(table.name, _fill(connection, table, archive))
    except zipfile.BadZipFile as error:
        raise Refused("not_a_backup") from error


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
        if manifest["format"] == 1 and {"revision", "key_check", "tables"} <= manifest.keys():
            return manifest
    except (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError) as error:
        raise Refused("not_a_backup") from error
    raise Refused("not_a_backup")


def _check(manifest: dict[str, Any], revision: str, key_check: str) -> None:
    if manifest["revision"] != revision:
        raise Refused("other_version", archive=manifest["revision"], here=revision)
    if manifest["key_check"] != key_check:
        raise Refused("other_keys")


def _tables(metadata: Tables) -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def _keep(connection: Connection, table: Table, archive: zipfile.ZipFile) -> dict[str, Any]:
    digest, rows = hashlib.sha256(), 0
    with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
        for line in _lines(connection, table):
            file.write(line)
            digest.update(line)
            rows += 1
    return {"rows": rows, "sha256": digest.hexdigest()}


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    result = connection.execution_options(yield_per=_BATCH).execute(select(table))
    for row in result:
        values = [_plain(value) for value in row]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _verify(archive: zipfile.ZipFile, name: str, expected: dict[str, Any]) -> None:
    """Every line is read before the first row is written. Raises Refused("damaged")."""
    digest, rows = hashlib.sha256(), 0
    try:
        for line in _stored(archive, name):
            digest.update(line)
            rows += 1
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Refused("damaged", table=name) from error
    if (rows, digest.hexdigest()) != (expected["rows"], expected["sha256"]):
        raise Refused("damaged", table=name)


def _fill(connection: Connection, table: Table, archive: zipfile.ZipFile) -> int:
    names, rows = [column.name for column in table.columns], 0
    lines = _stored(archive, table.name)
    while batch := [dict(zip(names, map(_value, json.loads(line)), strict=True)) for line in islice(lines, _BATCH)]:
        connection.execute(table.insert(), batch)
        rows += len(batch)
    return rows


def _stored(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The lines of a table; none when the archive does not know it."""
    if f"{name}.jsonl" in archive.namelist():
        with archive.open(f"{name}.jsonl") as file:
            yield from file


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, (bytes, memoryview)):
        return {"bytes": base64.b64encode(bytes(value)).decode()}
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, dict):
        if "at" in plain:
            return datetime.fromisoformat(plain["at"])
        if "day" in plain:
            return date.fromisoformat(plain["day"])
        return base64.b64decode(plain["bytes"])
    return plain
