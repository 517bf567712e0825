"""Backup and restore of one database as a zip of JSON lines: the same file for SQLite and PostgreSQL.

What is sealed in the database is sealed in the archive; the key file is not in it and has to be kept apart.
Sign-ins and one-time tokens are left out: a restored office signs in again.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, select

from kernel.errors import Refused
from storage.database import Database

LEFT_OUT = {"sessions", "staff_tokens", "heartbeats"}
_BATCH = 500

Progress = Callable[[str, int], None]


def backup(database: Database, metadata: MetaData, revision: str, key_check: str, out: Path, tell: Progress) -> None:
    """Write every row of every table to `out`, from one moment of the database.

    `key_check` is a keyed mark that tells at restore whether the right key file is at hand.
    """
    manifest: dict[str, Any] = {"format": 1, "revision": revision, "key_check": key_check, "tables": {}}
    partial = out.with_suffix(out.suffix + ".partial")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive, database.read() as connection:
        for table in _tables(metadata):
            digest, rows = hashlib.sha256(), 0
            with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
                for line in _lines(connection, table):
                    file.write(line)
                    digest.update(line)
                    rows += 1
            manifest["tables"][table.name] = {"rows": rows, "sha256": digest.hexdigest()}
            tell(table.name, rows)
        archive.writestr("manifest.json", json.dumps(manifest, indent=2))
    partial.replace(out)


def restore(
    database: Database, metadata: MetaData, revision: str, key_check: str, source: Path, tell: Progress
) -> None:
    """Fill an empty, migrated database from `source`, whole or not at all.

    Raises Refused: not_a_backup, other_version, other_keys, not_empty, damaged.
    """
    try:
        with zipfile.ZipFile(source) as archive, database.begin() as connection:
            manifest = json.loads(archive.read("manifest.json"))
            _check(manifest, revision, key_check)
            for table in _tables(metadata):
                if connection.execute(select(func.count()).select_from(table)).scalar_one():
                    raise Refused("not_empty", table=table.name)
            for table in _tables(metadata):
                expected = manifest["tables"].get(table.name, {"rows": 0, "sha256": hashlib.sha256().hexdigest()})
                rows = _fill(connection, table, archive, expected)
                tell(table.name, rows)
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise Refused("not_a_backup") from error


def _check(manifest: dict[str, Any], revision: str, key_check: str) -> None:
    if manifest["revision"] != revision:
        raise Refused("other_version", archive=manifest["revision"], here=revision)
    if manifest["key_check"] != key_check:
        raise Refused("other_keys")


def _tables(metadata: MetaData) -> list[Table]:
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    result = connection.execution_options(yield_per=_BATCH).execute(select(table))
    for row in result:
        values = [_plain(value) for value in row]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _fill(connection: Connection, table: Table, archive: zipfile.ZipFile, expected: dict[str, Any]) -> int:
    digest, names, batch, rows = hashlib.sha256(), [column.name for column in table.columns], [], 0
    if expected["rows"]:
        with archive.open(f"{table.name}.jsonl") as file:
            for line in file:
                digest.update(line)
                batch.append(dict(zip(names, map(_value, json.loads(line)), strict=True)))
                rows += 1
                if len(batch) == _BATCH:
                    connection.execute(table.insert(), batch)
                    batch = []
    if batch:
        connection.execute(table.insert(), batch)
    if (rows, digest.hexdigest()) != (expected["rows"], expected["sha256"]):
        raise Refused("damaged", table=table.name)
    return rows


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
