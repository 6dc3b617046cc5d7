"""All changes in one list, narrowed by colleague, kind, action and period.

Revision ID: audit_by_filter
Revises: reviews
"""

from alembic import op

revision = 'audit_by_filter'
down_revision = 'reviews'
branch_labels = None
depends_on = None

INDEXES = {
    'ix_audit_entry_actor': ['actor_id', 'id', 'subject_kind', 'action'],
    'ix_audit_entry_kind': ['subject_kind', 'id'],
    'ix_audit_entry_kind_action': ['subject_kind', 'action', 'id'],
    'ix_audit_entry_action': ['action', 'id'],
    'ix_audit_entry_occurred_at': ['occurred_at'],
}


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, 'audit_entry', columns)


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(name, table_name='audit_entry')
