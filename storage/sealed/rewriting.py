"""Databases keep what came later behind what came before, which would date a case: every night it is written anew.

PostgreSQL keeps rows in the order they came, each with the number of its transaction. All rows of a table are written
again in the order of their random keys, in one transaction. SQLite keeps rows by their keys, but the pages of long ones
in the order they came: there the whole file is written again.
"""

import logging
import shutil
from pathlib import Path

from sqlalchemy import Connection, Table

from storage.database import reachable
from storage.sealed.database import SCHEMA, SealedStore
from storage.sealed.tables import (
    case_chunks,
    case_contacts,
    case_keys,
    case_messages,
    case_notes,
    case_notices,
    cases,
    message_keys,
    unsend_marks,
)

log = logging.getLogger("storage.sealed")

REWRITTEN = (cases, case_keys, case_messages, message_keys, case_notes, case_contacts, case_notices, unsend_marks)
_CHUNKS = "chunks"
"""The fact that tells whether evidence came or went since it was last written: megabytes are not for every night."""
_SEEN = f"""
    SELECT c.agency, c.seen FROM (
        SELECT agency, md5(string_agg(DISTINCT file, ',' ORDER BY file)) AS seen
        FROM {SCHEMA}.case_chunks GROUP BY agency
    ) c LEFT JOIN {SCHEMA}.door_facts f ON f.agency = c.agency AND f.name = '{_CHUNKS}'
    WHERE f.value IS DISTINCT FROM c.seen
"""
_KEEP = f"""
    INSERT INTO {SCHEMA}.door_facts (agency, name, value) VALUES (%(agency)s, '{_CHUNKS}', %(seen)s)
    ON CONFLICT (agency, name) DO UPDATE SET value = excluded.value
"""


def rewrite(store: SealedStore) -> None:
    """Leave one transaction's number and the order of the keys. Raises Unavailable: a later try is useful."""
    with reachable():
        if store.engine.dialect.name == "postgresql":
            _rewrite_rows(store)
        else:
            _rewrite_file(store)


def _rewrite_file(store: SealedStore) -> None:
    path = store.engine.url.database
    if path and path != ":memory:":
        folder, size = Path(path).parent, Path(path).stat().st_size
        if shutil.disk_usage(folder).free < 3 * size:
            log.warning("sealed.not_rewritten", extra={"reason": "disk"})
            return
    store.database.lay_anew()
    store.clear_traces()


def _rewrite_rows(store: SealedStore) -> None:
    with store.database.begin() as connection:
        for table in REWRITTEN:
            _rewrite(connection, table)
        evidence = connection.exec_driver_sql(_SEEN).all()
        for agency, seen in evidence:
            _rewrite(connection, case_chunks, agency)
            connection.exec_driver_sql(_KEEP, {"agency": agency, "seen": seen})
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in (*REWRITTEN, case_chunks) if evidence else REWRITTEN:
            connection.exec_driver_sql(f"VACUUM {SCHEMA}.{table.name}")


def _rewrite(connection: Connection, table: Table, agency: str = "") -> None:
    name, order = f"{SCHEMA}.{table.name}", ", ".join(column.name for column in table.primary_key)
    some, of = ("WHERE agency = %(agency)s", {"agency": agency}) if agency else ("", {})
    connection.exec_driver_sql(f"LOCK TABLE {name} IN EXCLUSIVE MODE")
    connection.exec_driver_sql(f"CREATE TEMP TABLE rewritten ON COMMIT DROP AS SELECT * FROM {name} {some}", of)
    connection.exec_driver_sql(f"DELETE FROM {name} {some}", of)
    connection.exec_driver_sql(f"INSERT INTO {name} SELECT * FROM rewritten ORDER BY {order}")
    connection.exec_driver_sql("DROP TABLE rewritten")
