"""Run by Alembic: migrates over the connection, and in the transaction, that it is handed."""

from alembic import context

from coachkit.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite can hardly alter a table: a batch writes it anew.
    render_as_batch=True,
)
context.run_migrations()
