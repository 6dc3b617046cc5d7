"""Tallies of contacts by month for the reports, and when a contact was logged as a filter.

Revision ID: month_tallies
Revises: jobs
"""

import sqlalchemy as sa
from alembic import op

from app.contacts.months.rebuilding import let_sqlite_tell_office_days
from app.contacts.search.schema import create_search_triggers

revision = 'month_tallies'
down_revision = 'jobs'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('month_tally',
    sa.Column('by', sa.Enum('total', 'kind', 'group', 'sector', 'workstream', 'capacity', 'colleague', 'team', 'logged', 'days', 'organisations', name='by', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('team_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('reader_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('by', 'team_id', 'reader_id', 'month', 'key', name=op.f('pk_month_tally')),
    sqlite_with_rowid=False
    )
    op.create_table('organisation_month',
    sa.Column('organisation_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('reader_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('contacts', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('organisation_id', 'reader_id', 'month', name=op.f('pk_organisation_month')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_organisation_month_of_reader', 'organisation_month', ['reader_id', 'month', 'organisation_id', 'contacts'])
    op.create_table('organisation_first',
    sa.Column('organisation_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('reader_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('organisation_id', 'reader_id', name=op.f('pk_organisation_first')),
    sqlite_with_rowid=False
    )
    op.create_index('ix_organisation_first_of_reader', 'organisation_first', ['reader_id', 'month', 'organisation_id'])
    _let_logging_be_found(op.get_bind())
    # What was logged before is counted by a later version, when the tables are those that the counting knows.


def _let_logging_be_found(connection: sa.Connection) -> None:
    """When a contact was logged has become a filter, and so a term of the index, which is made anew at the end."""
    if connection.dialect.name == 'postgresql':
        op.execute("DROP INDEX ix_contact_search_document")
        days = "(created_at AT TIME ZONE 'Europe/London')::date - date"
        added = "array_to_tsvector(ARRAY['_l' || {word}])"
    else:
        let_sqlite_tell_office_days(connection)
        for trigger in ('insert', 'delete', 'update'):
            op.execute(f"DROP TRIGGER IF EXISTS contact_search_{trigger}")
        days = "CAST(julianday(office_day(created_at)) - julianday(date) AS INTEGER)"
        added = "' _l' || {word}"
    word = (
        f"CASE WHEN date_precision <> 'day' THEN 'unknown' WHEN {days} < 0 THEN 'ahead' "
        f"WHEN {days} <= 0 THEN 'same_day' WHEN {days} <= 2 THEN 'in_2_days' WHEN {days} <= 7 THEN 'in_a_week' "
        f"WHEN {days} <= 30 THEN 'in_30_days' ELSE 'later' END"
    )
    op.execute(
        f"UPDATE contact SET search_document = search_document || {added.format(word=word)} WHERE archived_at IS NULL"
    )
    if connection.dialect.name == 'postgresql':
        op.execute(
            "CREATE INDEX ix_contact_search_document ON contact USING gin (search_document) WITH (fastupdate = off)"
        )
    else:
        create_search_triggers(connection)
        op.execute("INSERT INTO contact_search (contact_search) VALUES ('rebuild')")


def downgrade() -> None:
    op.drop_index('ix_organisation_first_of_reader', table_name='organisation_first')
    op.drop_table('organisation_first')
    op.drop_index('ix_organisation_month_of_reader', table_name='organisation_month')
    op.drop_table('organisation_month')
    op.drop_table('month_tally')
