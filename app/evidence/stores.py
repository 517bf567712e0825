"""What the two databases are, read from the databases themselves: their tables, and who may do what with them."""

import pwd
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

_BESIDE = ("", "-wal", "-shm")
"""SQLite keeps rows in these files too while it works."""
_EVERYBODY = "PUBLIC"
_GRANTS = text("""
    SELECT c.relname, coalesce(r.rolname, :everybody), a.privilege_type
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
    LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE n.nspname = :place AND c.relkind IN ('r', 'p')
""")
_SUPERUSERS = text("SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin ORDER BY rolname")


@dataclass(frozen=True)
class Permission:
    """Who may do what with how much of a store."""

    who: str
    what: str
    of: str
    wide: bool = False
    """Whether more than the program's own user may."""


@dataclass(frozen=True)
class Store:
    """One database as it stands on this machine."""

    kind: str
    """SQLite or PostgreSQL."""
    place: str
    """The file's name, or the schema; no folder and no host: the paper goes to strangers."""
    tables: Sequence[str]
    references: Sequence[str]
    """Tables that refer to a table of another place."""
    permissions: Sequence[Permission]


def read(engine: Engine, schema: str | None = None) -> Store:
    """The store behind an engine. schema -- its place on PostgreSQL; None for the one that the connection begins in"""
    if engine.dialect.name == "sqlite":
        return _file(engine)
    with engine.connect() as connection:
        place = schema or str(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
        return Store("PostgreSQL", place, *_tables(connection, place), _granted(connection, place))


def shared(one: Store, other: Store) -> list[str]:
    """What two stores have in common: tables of one name, references out of either, the place itself."""
    same = sorted(set(one.tables) & set(other.tables) - {"alembic_version"})
    place = [one.place] if (one.kind, one.place) == (other.kind, other.place) else []
    return [*place, *same, *one.references, *other.references]


def _file(engine: Engine) -> Store:
    path = Path(engine.url.database or "")
    with engine.connect() as connection:
        tables = _tables(connection, None)
    closed = not _wide(path.parent)
    files = [Path(f"{path}{end}") for end in _BESIDE]
    told = [_mode(one, _wide(one) and not closed) for one in (path.parent, *files) if one.exists()]
    return Store("SQLite", path.name, *tables, told)


def _mode(path: Path, wide: bool) -> Permission:
    found = path.stat()
    name = f"{path.name}{'/' if path.is_dir() else ''}"
    return Permission(_owner(found.st_uid), stat.filemode(found.st_mode), name, wide)


def _wide(path: Path) -> bool:
    """Whether others than its owner may. A file in a closed folder is out of their reach whatever its own mode."""
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _owner(uid: int) -> str:
    """The user's name, or the number where the machine (a container) knows no name."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _tables(connection: Connection, place: str | None) -> tuple[list[str], list[str]]:
    """(tables, references to other places)."""
    looked = inspect(connection)
    names = sorted(looked.get_table_names(schema=place))
    strange = [
        f"{name} > {key['referred_table']}"
        for (_, name), keys in looked.get_multi_foreign_keys(schema=place).items()
        for key in keys
        if key["referred_table"] not in names or key["referred_schema"] not in (None, place)
    ]
    return names, strange


def _granted(connection: Connection, place: str) -> list[Permission]:
    """Every role with rights on tables of the schema, then those whom no right can stop."""
    rights: dict[str, dict[str, set[str]]] = {}
    for table, who, right in connection.execute(_GRANTS, {"place": place, "everybody": _EVERYBODY}):
        rights.setdefault(who, {}).setdefault(table, set()).add(right)
    own = str(connection.exec_driver_sql("SELECT current_user").scalar_one())
    told = [
        Permission(who, " ".join(sorted(set[str]().union(*tables.values()))), f"{len(tables)}", who != own)
        for who, tables in sorted(rights.items())
    ]
    supers = [str(name) for (name,) in connection.execute(_SUPERUSERS)]
    return [*told, *(Permission(name, "SUPERUSER", "*", True) for name in supers)]
