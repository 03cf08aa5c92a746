"""Events know the session they belong to: a minute alone does not tell two sessions apart."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what happened before sessions were kept belongs to none."""
    op.add_column("events", sa.Column("session", sa.Integer))
    op.create_index("ix_events_session", "events", ["session"])
