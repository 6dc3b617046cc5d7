"""The record as it begins: accounts, directory, programme, contacts and what comes out of them.

Revision ID: core
Revises: 
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.contacts.search.schema import create_search_schema, drop_search_schema


revision = 'core'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('audit_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor_name', sa.String(length=200), nullable=False),
    sa.Column('action', sa.String(length=32), nullable=False),
    sa.Column('subject_kind', sa.String(length=32), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('subject_label', sa.String(length=500), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=True),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index('ix_audit_entry_contact', ['contact_id', 'id'], unique=False)
        batch_op.create_index('ix_audit_entry_subject', ['subject_kind', 'subject_id', 'id'], unique=False)

    op.create_table('contact_number',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact_number'))
    )
    op.create_table('name_term',
    sa.Column('term', sa.String(length=64).with_variant(sa.String(length=64, collation='C'), 'postgresql'), nullable=False),
    sa.Column('subject_kind', sa.String(length=16), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('is_first', sa.Boolean(), nullable=False),
    sa.Column('is_archived', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('term', 'subject_kind', 'subject_id', name=op.f('pk_name_term'))
    )
    with op.batch_alter_table('name_term', schema=None) as batch_op:
        batch_op.create_index('ix_name_term_subject', ['subject_kind', 'subject_id'], unique=False)

    op.create_table('person',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('match_key', sa.String(length=200), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('telephone', sa.String(length=60), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("archived_at IS NULL OR archived_reason <> ''", name=op.f('ck_person_archived_with_reason')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person'))
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.create_index('ix_person_match_key_id', ['match_key', 'id'], unique=False)

    op.create_table('reindex_request',
    sa.Column('subject_kind', sa.String(length=16), nullable=False),
    sa.Column('subject_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('below', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('subject_kind', 'subject_id', name=op.f('pk_reindex_request'))
    )
    op.create_table('sector',
    sa.Column('key', sa.String(length=40), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sector')),
    sa.UniqueConstraint('key', name=op.f('uq_sector_key')),
    sa.UniqueConstraint('name', name=op.f('uq_sector_name'))
    )
    op.create_table('sign_in_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=64), nullable=False),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempt'))
    )
    with op.batch_alter_table('sign_in_attempt', schema=None) as batch_op:
        batch_op.create_index('ix_sign_in_attempt_subject_occurred_at', ['subject', 'occurred_at'], unique=False)

    op.create_table('team',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('name', name=op.f('uq_team_name'))
    )
    op.create_table('theme',
    sa.Column('key', sa.String(length=60), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_theme')),
    sa.UniqueConstraint('key', name=op.f('uq_theme_key')),
    sa.UniqueConstraint('name', name=op.f('uq_theme_name'))
    )
    op.create_table('workstream',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('source_document', sa.String(length=300), nullable=False),
    sa.Column('source_paragraph', sa.String(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workstream')),
    sa.UniqueConstraint('key', name=op.f('uq_workstream_key')),
    sa.UniqueConstraint('name', name=op.f('uq_workstream_name'))
    )
    op.create_table('colleague',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('role', sa.Enum('officer', 'manager', 'administrator', 'reader', name='role', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('session_version', sa.Integer(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_colleague_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_colleague')),
    sa.UniqueConstraint('email', name=op.f('uq_colleague_email'))
    )
    with op.batch_alter_table('colleague', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_colleague_team_id'), ['team_id'], unique=False)

    op.create_table('commitment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('is_ours', sa.Boolean(), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('status', sa.Enum('open', 'in_progress', 'delivered', 'overtaken', 'withdrawn', name='commitment_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('workstream_id', sa.Integer(), nullable=True),
    sa.Column('source_document', sa.String(length=300), nullable=False),
    sa.Column('source_paragraph', sa.String(length=40), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['owner_id'], ['colleague.id'], name=op.f('fk_commitment_owner_id')),
    sa.ForeignKeyConstraint(['workstream_id'], ['workstream.id'], name=op.f('fk_commitment_workstream_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment')),
    sa.UniqueConstraint('key', name=op.f('uq_commitment_key'))
    )
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commitment_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_workstream_id'), ['workstream_id'], unique=False)

    op.create_table('contact',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.Column('kind', sa.Enum('meeting', 'call', 'email', 'letter', 'evidence_session', 'event', 'workshop', 'visit', 'other', name='kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('status', sa.Enum('planned', 'held', 'cancelled', name='status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('date', sa.Date(), nullable=False),
    sa.Column('date_precision', sa.Enum('day', 'month', 'year', 'on_or_before', name='date_precision', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('starts_at', sa.Time(), nullable=True),
    sa.Column('length_minutes', sa.Integer(), nullable=True),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('direction', sa.Enum('in', 'out', name='direction', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('our_reference', sa.String(length=100), nullable=False),
    sa.Column('their_reference', sa.String(length=100), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('capacity', sa.Enum('adviser', 'partner', 'regulator', 'observer', name='capacity', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('advice_given', sa.Text(), nullable=False),
    sa.Column('visibility', sa.Enum('open', 'restricted', name='visibility', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('follow_up_count', sa.Integer(), nullable=False),
    sa.Column('open_follow_up_count', sa.Integer(), nullable=False),
    sa.Column('point_count', sa.Integer(), nullable=False),
    sa.Column('submission_token', sa.String(length=64), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('search_document', sa.Text().with_variant(postgresql.TSVECTOR(), 'postgresql'), nullable=False),
    sa.CheckConstraint("archived_at IS NULL OR archived_reason <> ''", name=op.f('ck_contact_archived_with_reason')),
    sa.CheckConstraint("subject <> ''", name=op.f('ck_contact_has_subject')),
    sa.ForeignKeyConstraint(['created_by_id'], ['colleague.id'], name=op.f('fk_contact_created_by_id')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_contact_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contact')),
    sa.UniqueConstraint('id', 'sort_key', name=op.f('uq_contact_id_sort_key')),
    sa.UniqueConstraint('sort_key', name=op.f('uq_contact_sort_key')),
    sa.UniqueConstraint('submission_token', name=op.f('uq_contact_submission_token'))
    )
    listed_open = sa.text("visibility = 'open' AND archived_at IS NULL")
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.create_index('ix_contact_open', ['sort_key'], unique=False, sqlite_where=listed_open, postgresql_where=listed_open)

    op.create_table('organisation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('match_key', sa.String(length=300), nullable=False),
    sa.Column('abbreviation', sa.String(length=40), nullable=False),
    sa.Column('partner_group', sa.Enum('government', 'parliament', 'regulator', 'frontline', name='partner_group', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('sector_id', sa.Integer(), nullable=True),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.Enum('live', 'closed', name='organisation_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('website', sa.String(length=500), nullable=False),
    sa.Column('stage', sa.Enum('identified', 'approached', 'engaged', 'partner', 'dormant', name='stage', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('is_sector_leader', sa.Boolean(), nullable=False),
    sa.Column('relationship_owner_id', sa.Integer(), nullable=True),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('is_own', sa.Boolean(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('source_key', sa.String(length=200), nullable=True),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("archived_at IS NULL OR archived_reason <> ''", name=op.f('ck_organisation_archived_with_reason')),
    sa.CheckConstraint('parent_id IS NULL OR parent_id <> id', name=op.f('ck_organisation_parent_is_another')),
    sa.ForeignKeyConstraint(['parent_id'], ['organisation.id'], name=op.f('fk_organisation_parent_id')),
    sa.ForeignKeyConstraint(['relationship_owner_id'], ['colleague.id'], name=op.f('fk_organisation_relationship_owner_id')),
    sa.ForeignKeyConstraint(['sector_id'], ['sector.id'], name=op.f('fk_organisation_sector_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation')),
    sa.UniqueConstraint('source_key', name=op.f('uq_organisation_source_key'))
    )
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_is_sample'), ['is_sample'], unique=False)
        batch_op.create_index('ix_organisation_match_key_id', ['match_key', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_relationship_owner_id'), ['relationship_owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_sector_id'), ['sector_id'], unique=False)
        batch_op.create_index('uq_organisation_is_own', ['is_own'], unique=True, sqlite_where=sa.text('is_own'), postgresql_where=sa.text('is_own'))

    op.create_table('contact_colleague',
    sa.Column('colleague_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_contact_colleague_colleague_id')),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_contact_colleague_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contact_id', 'colleague_id', name=op.f('pk_contact_colleague'))
    )
    with op.batch_alter_table('contact_colleague', schema=None) as batch_op:
        batch_op.create_index('ix_contact_colleague_history', ['colleague_id', 'sort_key', 'contact_id'], unique=False)

    op.create_table('contact_commitment',
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_contact_commitment_commitment_id')),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_contact_commitment_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('contact_id', 'commitment_id', name=op.f('pk_contact_commitment'))
    )
    with op.batch_alter_table('contact_commitment', schema=None) as batch_op:
        batch_op.create_index('ix_contact_commitment_history', ['commitment_id', 'sort_key', 'contact_id'], unique=False)

    op.create_table('contact_organisation',
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_contact_organisation_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_contact_organisation_organisation_id')),
    sa.PrimaryKeyConstraint('contact_id', 'organisation_id', name=op.f('pk_contact_organisation'))
    )
    with op.batch_alter_table('contact_organisation', schema=None) as batch_op:
        batch_op.create_index('ix_contact_organisation_history', ['organisation_id', 'sort_key', 'contact_id'], unique=False)

    op.create_table('contact_theme',
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_contact_theme_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_contact_theme_theme_id')),
    sa.PrimaryKeyConstraint('contact_id', 'theme_id', name=op.f('pk_contact_theme'))
    )
    with op.batch_alter_table('contact_theme', schema=None) as batch_op:
        batch_op.create_index('ix_contact_theme_history', ['theme_id', 'sort_key', 'contact_id'], unique=False)

    op.create_table('contact_workstream',
    sa.Column('workstream_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_contact_workstream_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['workstream_id'], ['workstream.id'], name=op.f('fk_contact_workstream_workstream_id')),
    sa.PrimaryKeyConstraint('contact_id', 'workstream_id', name=op.f('pk_contact_workstream'))
    )
    with op.batch_alter_table('contact_workstream', schema=None) as batch_op:
        batch_op.create_index('ix_contact_workstream_history', ['workstream_id', 'sort_key', 'contact_id'], unique=False)

    op.create_table('follow_up',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('owner_outside', sa.String(length=200), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('completed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint("owner_id IS NULL OR owner_outside = ''", name=op.f('ck_follow_up_one_owner')),
    sa.CheckConstraint("what <> ''", name=op.f('ck_follow_up_has_what')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_follow_up_contact_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['owner_id'], ['colleague.id'], name=op.f('fk_follow_up_owner_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_follow_up'))
    )
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_follow_up_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index('ix_follow_up_open_by_owner', ['owner_id', 'due_on', 'id'], unique=False, sqlite_where=sa.text('completed_at IS NULL'), postgresql_where=sa.text('completed_at IS NULL'))

    op.create_table('organisation_alias',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=300), nullable=False),
    sa.Column('match_key', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_organisation_alias_organisation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_alias'))
    )
    with op.batch_alter_table('organisation_alias', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_alias_match_key'), ['match_key'], unique=False)
        batch_op.create_index(batch_op.f('ix_organisation_alias_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('organisation_succession',
    sa.Column('predecessor_id', sa.Integer(), nullable=False),
    sa.Column('successor_id', sa.Integer(), nullable=False),
    sa.CheckConstraint('predecessor_id <> successor_id', name=op.f('ck_organisation_succession_successor_is_another')),
    sa.ForeignKeyConstraint(['predecessor_id'], ['organisation.id'], name=op.f('fk_organisation_succession_predecessor_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['successor_id'], ['organisation.id'], name=op.f('fk_organisation_succession_successor_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('predecessor_id', 'successor_id', name=op.f('pk_organisation_succession'))
    )
    with op.batch_alter_table('organisation_succession', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_organisation_succession_successor_id'), ['successor_id'], unique=False)

    op.create_table('point',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('feedback', 'concern', 'barrier', 'need', 'question', 'offer', 'recommendation', name='point_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint("words <> ''", name=op.f('ck_point_has_words')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_point_contact_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_point'))
    )
    with op.batch_alter_table('point', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_point_contact_id'), ['contact_id'], unique=False)

    op.create_table('post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('match_key', sa.String(length=200), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('source_key', sa.String(length=200), nullable=True),
    sa.Column('source', sa.String(length=500), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("archived_at IS NULL OR archived_reason <> ''", name=op.f('ck_post_archived_with_reason')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_post_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post')),
    sa.UniqueConstraint('source_key', name=op.f('uq_post_source_key'))
    )
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.create_index('ix_post_organisation_id_match_key', ['organisation_id', 'match_key'], unique=False)
        batch_op.create_index('ix_post_title_id', ['title', 'id'], unique=False)

    op.create_table('appointment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.CheckConstraint('started_on IS NULL OR ended_on IS NULL OR started_on <= ended_on', name=op.f('ck_appointment_ends_after_start')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_appointment_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_appointment_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_appointment_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment'))
    )
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_appointment_post_id'), ['post_id'], unique=False)

    op.create_table('attendee',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.CheckConstraint('person_id IS NOT NULL OR post_id IS NOT NULL', name=op.f('ck_attendee_person_or_post')),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_attendee_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_attendee_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_attendee_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_attendee_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attendee'))
    )
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.create_index('ix_attendee_contact', ['contact_id'], unique=False)
        batch_op.create_index('ix_attendee_organisation', ['organisation_id'], unique=False)
        batch_op.create_index('ix_attendee_person_history', ['person_id', 'sort_key', 'contact_id'], unique=False)
        batch_op.create_index('ix_attendee_post_history', ['post_id', 'sort_key', 'contact_id'], unique=False)
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute(sa.schema.CreateSequence(sa.Sequence("contact_id_seq")))
    create_search_schema(connection)


def downgrade() -> None:
    connection = op.get_bind()
    drop_search_schema(connection)
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.drop_index('ix_attendee_post_history')
        batch_op.drop_index('ix_attendee_person_history')
        batch_op.drop_index('ix_attendee_organisation')
        batch_op.drop_index('ix_attendee_contact')

    op.drop_table('attendee')
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_post_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_person_id'))
        batch_op.drop_index(batch_op.f('ix_appointment_organisation_id'))

    op.drop_table('appointment')
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.drop_index('ix_post_title_id')
        batch_op.drop_index('ix_post_organisation_id_match_key')

    op.drop_table('post')
    with op.batch_alter_table('point', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_point_contact_id'))

    op.drop_table('point')
    with op.batch_alter_table('organisation_succession', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_succession_successor_id'))

    op.drop_table('organisation_succession')
    with op.batch_alter_table('organisation_alias', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_organisation_alias_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_alias_match_key'))

    op.drop_table('organisation_alias')
    with op.batch_alter_table('follow_up', schema=None) as batch_op:
        batch_op.drop_index('ix_follow_up_open_by_owner', sqlite_where=sa.text('completed_at IS NULL'), postgresql_where=sa.text('completed_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_follow_up_contact_id'))

    op.drop_table('follow_up')
    with op.batch_alter_table('contact_workstream', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_workstream_history')

    op.drop_table('contact_workstream')
    with op.batch_alter_table('contact_theme', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_theme_history')

    op.drop_table('contact_theme')
    with op.batch_alter_table('contact_organisation', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_organisation_history')

    op.drop_table('contact_organisation')
    with op.batch_alter_table('contact_commitment', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_commitment_history')

    op.drop_table('contact_commitment')
    with op.batch_alter_table('contact_colleague', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_colleague_history')

    op.drop_table('contact_colleague')
    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_index('uq_organisation_is_own', sqlite_where=sa.text('is_own'), postgresql_where=sa.text('is_own'))
        batch_op.drop_index(batch_op.f('ix_organisation_sector_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_relationship_owner_id'))
        batch_op.drop_index(batch_op.f('ix_organisation_parent_id'))
        batch_op.drop_index('ix_organisation_match_key_id')
        batch_op.drop_index(batch_op.f('ix_organisation_is_sample'))

    op.drop_table('organisation')
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index('ix_contact_open')

    op.drop_table('contact')
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_workstream_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_owner_id'))

    op.drop_table('commitment')
    with op.batch_alter_table('colleague', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_colleague_team_id'))

    op.drop_table('colleague')
    op.drop_table('workstream')
    op.drop_table('theme')
    op.drop_table('team')
    with op.batch_alter_table('sign_in_attempt', schema=None) as batch_op:
        batch_op.drop_index('ix_sign_in_attempt_subject_occurred_at')

    op.drop_table('sign_in_attempt')
    op.drop_table('sector')
    op.drop_table('reindex_request')
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index('ix_person_match_key_id')

    op.drop_table('person')
    with op.batch_alter_table('name_term', schema=None) as batch_op:
        batch_op.drop_index('ix_name_term_subject')

    op.drop_table('name_term')
    op.drop_table('contact_number')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_entry_subject')
        batch_op.drop_index('ix_audit_entry_contact')

    op.drop_table('audit_entry')
    if connection.dialect.name == "postgresql":
        op.execute(sa.schema.DropSequence(sa.Sequence("contact_id_seq")))
