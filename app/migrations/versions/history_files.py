"""An export may be a PDF: the whole history of an organisation.

Revision ID: history_files
Revises: merges
"""

import sqlalchemy as sa
from alembic import op

revision = 'history_files'
down_revision = 'merges'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _allow(['csv', 'xlsx'], ['csv', 'xlsx', 'pdf'])


def downgrade() -> None:
    op.execute("DELETE FROM export WHERE file_kind = 'pdf'")
    _allow(['csv', 'xlsx', 'pdf'], ['csv', 'xlsx'])


def _allow(before: list[str], now: list[str]) -> None:
    with op.batch_alter_table('export') as batch_op:
        batch_op.alter_column('file_kind', existing_type=_kinds(before), type_=_kinds(now), existing_nullable=False)


def _kinds(words: list[str]) -> sa.Enum:
    return sa.Enum(*words, name='file_kind', native_enum=False, create_constraint=True, length=32)
