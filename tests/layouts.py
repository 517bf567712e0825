"""The four places where the sealed tables may live: apart from the product's or beside them, on either engine."""

from storage.database import connect
from storage.sealed.migrations import migrate
from storage.tables import metadata
from tests.fresh import furnish

LAYOUTS = ("sqlite-apart", "sqlite-shared", "postgres-apart", "postgres-shared")


def lay_out(url: str, *, shared: bool) -> str:
    """Make the sealed tables at `url`, beside the product's when they share; `url` again."""
    if shared:
        engine = connect(url)
        if engine.dialect.name == "sqlite":
            furnish(engine)
        else:
            metadata.create_all(engine)
        engine.dispose()
    migrate(url)
    return url
