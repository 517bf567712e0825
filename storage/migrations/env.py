"""Alembic's hook: runs the chain on the engine it was handed."""

from alembic import context

from storage.tables import metadata

engine = context.config.attributes["engine"]

# DDL locks and foreign keys need one plain connection of their own, without the product's BEGIN IMMEDIATE hook order.
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
