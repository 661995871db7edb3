"""Alembic's door to the kiosk's own file. `kiosk.store.schema` hands the connection in, its transaction begun."""

from alembic import context

from kiosk.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
