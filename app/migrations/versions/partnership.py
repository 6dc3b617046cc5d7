"""The partnership: workstreams, commitments, points raised, outputs, milestones, matters, forums, inquiries, updates.

Revision ID: partnership
Revises: drafts_and_files
"""

import sqlalchemy as sa
from alembic import op

from app.contacts.coverage.rebuilding import rebuild
from app.names.rules import name_words
from app.contacts.search.schema import create_search_triggers
from app.points.terms import word_terms

revision = 'partnership'
down_revision = 'drafts_and_files'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('coverage_tally',
    sa.Column('strand_kind', sa.Enum('workstream', 'commitment', name='strand_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('span', sa.Enum('day', 'month', 'year', name='span', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('reader_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('strand_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('side_kind', sa.Enum('group', 'sector', 'any', name='side_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('side', sa.String(length=32), nullable=False),
    sa.Column('contacts', sa.Integer(), nullable=False),
    sa.Column('last_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('strand_kind', 'span', 'reader_id', 'starts_on', 'strand_id', 'side_kind', 'side', name=op.f('pk_coverage_tally')),
    sqlite_with_rowid=False
    )
    op.create_table('committee_update',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('committee_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('period_from', sa.Date(), nullable=False),
    sa.Column('period_to', sa.Date(), nullable=False),
    sa.Column('status', sa.Enum('draft', 'frozen', name='update_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('composed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reference', sa.String(length=100), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('is_sample', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("status <> 'frozen' OR (frozen_at IS NOT NULL AND reference <> '')", name=op.f('ck_committee_update_frozen_with_reference')),
    sa.CheckConstraint('period_from <= period_to', name=op.f('ck_committee_update_period_ends_after_start')),
    sa.ForeignKeyConstraint(['author_id'], ['colleague.id'], name=op.f('fk_committee_update_author_id')),
    sa.ForeignKeyConstraint(['committee_id'], ['organisation.id'], name=op.f('fk_committee_update_committee_id')),
    sa.ForeignKeyConstraint(['letter_id'], ['contact.id'], name=op.f('fk_committee_update_letter_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_committee_update'))
    )
    with op.batch_alter_table('committee_update', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_committee_update_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_committee_update_committee_id'), ['committee_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_committee_update_letter_id'), ['letter_id'], unique=False)

    op.create_table('inquiry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=300), nullable=False),
    sa.Column('committee_id', sa.Integer(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('reference', sa.String(length=100), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("title <> ''", name=op.f('ck_inquiry_has_title')),
    sa.CheckConstraint('opened_on IS NULL OR closed_on IS NULL OR opened_on <= closed_on', name=op.f('ck_inquiry_closed_after_opened')),
    sa.ForeignKeyConstraint(['committee_id'], ['organisation.id'], name=op.f('fk_inquiry_committee_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inquiry'))
    )
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_inquiry_committee_id'), ['committee_id'], unique=False)

    op.create_table('regulatory_matter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('reference', sa.String(length=100), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('closed_reason', sa.String(length=500), nullable=False),
    sa.Column('opened_by_id', sa.Integer(), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("about <> ''", name=op.f('ck_regulatory_matter_says_what_about')),
    sa.CheckConstraint("closed_on IS NULL OR closed_reason <> ''", name=op.f('ck_regulatory_matter_closed_with_reason')),
    sa.CheckConstraint('closed_on IS NULL OR closed_on >= opened_on', name=op.f('ck_regulatory_matter_closed_after_opened')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['colleague.id'], name=op.f('fk_regulatory_matter_closed_by_id')),
    sa.ForeignKeyConstraint(['opened_by_id'], ['colleague.id'], name=op.f('fk_regulatory_matter_opened_by_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_regulatory_matter_organisation_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_regulatory_matter'))
    )
    with op.batch_alter_table('regulatory_matter', schema=None) as batch_op:
        batch_op.create_index('ix_regulatory_matter_organisation', ['organisation_id', 'opened_on', 'closed_on'], unique=False)

    op.create_table('stage_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('stage', sa.Enum('identified', 'approached', 'engaged', 'partner', 'dormant', name='stage_set', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('stage_before', sa.Enum('identified', 'approached', 'engaged', 'partner', 'dormant', name='stage_before', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('changed_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('colleague_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("reason <> ''", name=op.f('ck_stage_change_has_reason')),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_stage_change_colleague_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_stage_change_organisation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stage_change'))
    )
    with op.batch_alter_table('stage_change', schema=None) as batch_op:
        batch_op.create_index('ix_stage_change_organisation', ['organisation_id', 'changed_on', 'id'], unique=False)

    op.create_table('activity',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workstream_id', sa.Integer(), nullable=False),
    sa.Column('what', sa.String(length=500), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('reached_count', sa.Integer(), nullable=True),
    sa.Column('reached_whom', sa.String(length=300), nullable=False),
    sa.Column('effort_minutes', sa.Integer(), nullable=True),
    sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.CheckConstraint("what <> ''", name=op.f('ck_activity_has_what')),
    sa.CheckConstraint('effort_minutes IS NULL OR effort_minutes >= 0', name=op.f('ck_activity_effort_no_less_than_none')),
    sa.CheckConstraint('reached_count IS NULL OR reached_count >= 0', name=op.f('ck_activity_reached_no_fewer_than_none')),
    sa.ForeignKeyConstraint(['workstream_id'], ['workstream.id'], name=op.f('fk_activity_workstream_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity'))
    )
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index('ix_activity_workstream', ['workstream_id', 'done_on', 'id'], unique=False)

    op.create_table('forum',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.Enum('forum', 'network', 'board', 'working_group', name='forum_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('convenor_id', sa.Integer(), nullable=True),
    sa.Column('workstream_id', sa.Integer(), nullable=True),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_forum_has_name')),
    sa.CheckConstraint('started_on IS NULL OR ended_on IS NULL OR started_on <= ended_on', name=op.f('ck_forum_ends_after_start')),
    sa.ForeignKeyConstraint(['convenor_id'], ['organisation.id'], name=op.f('fk_forum_convenor_id')),
    sa.ForeignKeyConstraint(['workstream_id'], ['workstream.id'], name=op.f('fk_forum_workstream_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forum')),
    sa.UniqueConstraint('name', name=op.f('uq_forum_name'))
    )
    with op.batch_alter_table('forum', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_forum_convenor_id'), ['convenor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_forum_workstream_id'), ['workstream_id'], unique=False)

    op.create_table('inquiry_contact',
    sa.Column('inquiry_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_inquiry_contact_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['inquiry_id'], ['inquiry.id'], name=op.f('fk_inquiry_contact_inquiry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('inquiry_id', 'contact_id', name=op.f('pk_inquiry_contact'))
    )
    with op.batch_alter_table('inquiry_contact', schema=None) as batch_op:
        batch_op.create_index('ix_inquiry_contact_history', ['inquiry_id', 'sort_key', 'contact_id'], unique=False)
        batch_op.create_index('ix_inquiry_contact_contact_id', ['contact_id'], unique=False)

    op.create_table('milestone',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=True),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('planned_on', sa.Date(), nullable=True),
    sa.Column('planned_precision', sa.Enum('day', 'month', 'year', 'on_or_before', name='planned_precision', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('planned_words', sa.String(length=200), nullable=False),
    sa.Column('actual_on', sa.Date(), nullable=True),
    sa.Column('actual_precision', sa.Enum('day', 'month', 'year', 'on_or_before', name='actual_precision', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('workstream_id', sa.Integer(), nullable=True),
    sa.Column('source_document', sa.String(length=300), nullable=False),
    sa.Column('source_paragraph', sa.String(length=40), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("title <> ''", name=op.f('ck_milestone_has_title')),
    sa.ForeignKeyConstraint(['workstream_id'], ['workstream.id'], name=op.f('fk_milestone_workstream_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_milestone')),
    sa.UniqueConstraint('key', name=op.f('uq_milestone_key'))
    )
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_milestone_workstream_id'), ['workstream_id'], unique=False)

    op.create_table('output',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('guidance', 'case_study', 'toolkit', 'sector_tool', 'key_message', 'event', 'response', name='output_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('sector_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.Enum('proposed', 'drafting', 'testing', 'published', 'retired', name='output_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('published_at', sa.String(length=200), nullable=False),
    sa.Column('link', sa.String(length=500), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('retired_on', sa.Date(), nullable=True),
    sa.Column('workstream_id', sa.Integer(), nullable=True),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('archived_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('archived_reason', sa.String(length=500), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False),
    sa.CheckConstraint("status <> 'published' OR published_on IS NOT NULL", name=op.f('ck_output_published_on_a_day')),
    sa.CheckConstraint("title <> ''", name=op.f('ck_output_has_title')),
    sa.ForeignKeyConstraint(['owner_id'], ['colleague.id'], name=op.f('fk_output_owner_id')),
    sa.ForeignKeyConstraint(['sector_id'], ['sector.id'], name=op.f('fk_output_sector_id')),
    sa.ForeignKeyConstraint(['workstream_id'], ['workstream.id'], name=op.f('fk_output_workstream_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_output'))
    )
    with op.batch_alter_table('output', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_output_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_output_sector_id'), ['sector_id'], unique=False)
        batch_op.create_index('ix_output_title', ['title', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_output_workstream_id'), ['workstream_id'], unique=False)

    op.create_table('update_sentence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('update_id', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(length=60), nullable=False),
    sa.Column('part_heading', sa.String(length=300), nullable=False),
    sa.Column('part_position', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=100), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('composed', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('state', sa.Enum('composed', 'edited', 'left_out', 'written', name='sentence_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('evidence', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['update_id'], ['committee_update.id'], name=op.f('fk_update_sentence_update_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_update_sentence')),
    sa.UniqueConstraint('update_id', 'part', 'key', name=op.f('uq_update_sentence_update_id_part_key'))
    )
    with op.batch_alter_table('update_sentence', schema=None) as batch_op:
        batch_op.create_index('ix_update_sentence_order', ['update_id', 'part_position', 'position'], unique=False)

    op.create_table('update_evidence',
    sa.Column('sentence_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('record_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['sentence_id'], ['update_sentence.id'], name=op.f('fk_update_evidence_sentence_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('sentence_id', 'kind', 'record_id', name=op.f('pk_update_evidence'))
    )
    with op.batch_alter_table('update_evidence', schema=None) as batch_op:
        batch_op.create_index('ix_update_evidence_record', ['kind', 'record_id', 'sentence_id'], unique=False)

    op.create_table('witness',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('organisation_id IS NOT NULL OR person_id IS NOT NULL OR post_id IS NOT NULL', name=op.f('ck_witness_somebody')),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_witness_contact_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_witness_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_witness_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_witness_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_witness'))
    )
    with op.batch_alter_table('witness', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_witness_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_witness_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_witness_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_witness_post_id'), ['post_id'], unique=False)

    op.create_table('workstream_sector',
    sa.Column('workstream_id', sa.Integer(), nullable=False),
    sa.Column('sector_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['sector_id'], ['sector.id'], name=op.f('fk_workstream_sector_sector_id')),
    sa.ForeignKeyConstraint(['workstream_id'], ['workstream.id'], name=op.f('fk_workstream_sector_workstream_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workstream_id', 'sector_id', name=op.f('pk_workstream_sector'))
    )
    with op.batch_alter_table('workstream_sector', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workstream_sector_sector_id'), ['sector_id'], unique=False)

    op.create_table('workstream_supporter',
    sa.Column('workstream_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_workstream_supporter_organisation_id')),
    sa.ForeignKeyConstraint(['workstream_id'], ['workstream.id'], name=op.f('fk_workstream_supporter_workstream_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('workstream_id', 'organisation_id', name=op.f('pk_workstream_supporter'))
    )
    with op.batch_alter_table('workstream_supporter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workstream_supporter_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('activity_sector',
    sa.Column('activity_id', sa.Integer(), nullable=False),
    sa.Column('sector_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['activity_id'], ['activity.id'], name=op.f('fk_activity_sector_activity_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['sector_id'], ['sector.id'], name=op.f('fk_activity_sector_sector_id')),
    sa.PrimaryKeyConstraint('activity_id', 'sector_id', name=op.f('pk_activity_sector'))
    )
    with op.batch_alter_table('activity_sector', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_sector_sector_id'), ['sector_id'], unique=False)

    op.create_table('commitment_output',
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('output_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_commitment_output_commitment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['output_id'], ['output.id'], name=op.f('fk_commitment_output_output_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('commitment_id', 'output_id', name=op.f('pk_commitment_output'))
    )
    with op.batch_alter_table('commitment_output', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commitment_output_output_id'), ['output_id'], unique=False)

    op.create_table('commitment_status_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('open', 'in_progress', 'delivered', 'overtaken', 'withdrawn', name='status_set', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('changed_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('evidence_contact_id', sa.Integer(), nullable=True),
    sa.Column('evidence_output_id', sa.Integer(), nullable=True),
    sa.Column('evidence_link', sa.String(length=500), nullable=False),
    sa.Column('evidence_document', sa.String(length=300), nullable=False),
    sa.Column('colleague_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("status <> 'delivered' OR evidence_contact_id IS NOT NULL OR evidence_output_id IS NOT NULL OR evidence_link <> '' OR evidence_document <> ''", name=op.f('ck_commitment_status_change_delivered_with_evidence')),
    sa.ForeignKeyConstraint(['colleague_id'], ['colleague.id'], name=op.f('fk_commitment_status_change_colleague_id')),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_commitment_status_change_commitment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['evidence_contact_id'], ['contact.id'], name=op.f('fk_commitment_status_change_evidence_contact_id')),
    sa.ForeignKeyConstraint(['evidence_output_id'], ['output.id'], name=op.f('fk_commitment_status_change_evidence_output_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_commitment_status_change')),
    sa.UniqueConstraint('commitment_id', 'id', 'status', name=op.f('uq_commitment_status_change_commitment_id_id_status'))
    )
    with op.batch_alter_table('commitment_status_change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_commitment_status_change_evidence_contact_id'), ['evidence_contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_status_change_evidence_output_id'), ['evidence_output_id'], unique=False)

    op.create_table('forum_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=100), nullable=False),
    sa.Column('started_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('organisation_id IS NOT NULL OR person_id IS NOT NULL OR post_id IS NOT NULL', name=op.f('ck_forum_member_somebody')),
    sa.CheckConstraint('started_on IS NULL OR ended_on IS NULL OR started_on <= ended_on', name=op.f('ck_forum_member_ends_after_start')),
    sa.ForeignKeyConstraint(['forum_id'], ['forum.id'], name=op.f('fk_forum_member_forum_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_forum_member_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_forum_member_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_forum_member_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_member'))
    )
    with op.batch_alter_table('forum_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_forum_member_forum_id'), ['forum_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_forum_member_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_forum_member_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_forum_member_post_id'), ['post_id'], unique=False)

    op.create_table('invitation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.Column('forum_id', sa.Integer(), nullable=True),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('post_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('organisation_id IS NOT NULL OR person_id IS NOT NULL OR post_id IS NOT NULL', name=op.f('ck_invitation_somebody')),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_invitation_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['forum_id'], ['forum.id'], name=op.f('fk_invitation_forum_id')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_invitation_organisation_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_invitation_person_id')),
    sa.ForeignKeyConstraint(['post_id'], ['post.id'], name=op.f('fk_invitation_post_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index('ix_invitation_contact', ['contact_id'], unique=False)
        batch_op.create_index('ix_invitation_forum', ['forum_id', 'sort_key', 'contact_id'], unique=False)
        batch_op.create_index('ix_invitation_newest', ['sort_key', 'contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_person_id'), ['person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_invitation_post_id'), ['post_id'], unique=False)

    op.create_table('output_contact',
    sa.Column('output_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.Column('sort_key', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id', 'sort_key'], ['contact.id', 'contact.sort_key'], name=op.f('fk_output_contact_contact_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['output_id'], ['output.id'], name=op.f('fk_output_contact_output_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('output_id', 'contact_id', name=op.f('pk_output_contact'))
    )
    with op.batch_alter_table('output_contact', schema=None) as batch_op:
        batch_op.create_index('ix_output_contact_contact_id', ['contact_id'], unique=False)
        batch_op.create_index('ix_output_contact_history', ['output_id', 'sort_key', 'contact_id'], unique=False)

    op.create_table('output_point',
    sa.Column('output_id', sa.Integer(), nullable=False),
    sa.Column('point_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['output_id'], ['output.id'], name=op.f('fk_output_point_output_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['point_id'], ['point.id'], name=op.f('fk_output_point_point_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('output_id', 'point_id', name=op.f('pk_output_point'))
    )
    with op.batch_alter_table('output_point', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_output_point_point_id'), ['point_id'], unique=False)

    op.create_table('point_theme',
    sa.Column('point_id', sa.Integer(), nullable=False),
    sa.Column('theme_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['point_id'], ['point.id'], name=op.f('fk_point_theme_point_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['theme_id'], ['theme.id'], name=op.f('fk_point_theme_theme_id')),
    sa.PrimaryKeyConstraint('point_id', 'theme_id', name=op.f('pk_point_theme'))
    )
    with op.batch_alter_table('point_theme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_point_theme_theme_id'), ['theme_id'], unique=False)

    op.create_table('undertaking_answer',
    sa.Column('commitment_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['commitment_id'], ['commitment.id'], name=op.f('fk_undertaking_answer_commitment_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_undertaking_answer_contact_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('commitment_id', 'contact_id', name=op.f('pk_undertaking_answer'))
    )
    with op.batch_alter_table('undertaking_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_undertaking_answer_contact_id'), ['contact_id'], unique=False)

    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('by_organisation_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('by_post_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('by_person_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('to_organisation_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('to_post_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('to_person_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('made_at_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('status_change_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('archived_reason', sa.String(length=500), server_default='', nullable=False))
        batch_op.add_column(sa.Column('version', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_check_constraint(batch_op.f('ck_commitment_status_was_set'), "status = 'open' OR status_change_id IS NOT NULL")
        batch_op.create_index(batch_op.f('ix_commitment_by_organisation_id'), ['by_organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_by_person_id'), ['by_person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_by_post_id'), ['by_post_id'], unique=False)
        batch_op.create_index('ix_commitment_due', ['due_on', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_made_at_id'), ['made_at_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_to_organisation_id'), ['to_organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_to_person_id'), ['to_person_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_commitment_to_post_id'), ['to_post_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_commitment_to_organisation_id'), 'organisation', ['to_organisation_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_commitment_made_at_id'), 'contact', ['made_at_id'], ['id'], ondelete='SET NULL')
        batch_op.create_foreign_key('fk_commitment_status_change', 'commitment_status_change', ['id', 'status_change_id', 'status'], ['commitment_id', 'id', 'status'])
        batch_op.create_foreign_key(batch_op.f('fk_commitment_by_organisation_id'), 'organisation', ['by_organisation_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_commitment_by_post_id'), 'post', ['by_post_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_commitment_by_person_id'), 'person', ['by_person_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_commitment_to_post_id'), 'post', ['to_post_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_commitment_to_person_id'), 'person', ['to_person_id'], ['id'])

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.add_column(sa.Column('roles_kept_apart', sa.String(length=500), server_default='', nullable=False))

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('stage_since', sa.Date(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_organisation_id_is_own'), ['id', 'is_own'])
        batch_op.create_index('ix_organisation_stage_group', ['stage', 'partner_group', 'stage_since', 'is_sector_leader', 'archived_at'], unique=False, sqlite_where=sa.text('archived_at IS NULL'), postgresql_where=sa.text('archived_at IS NULL'))
        batch_op.create_index('ix_organisation_stage_since', ['stage', 'stage_since', 'is_sector_leader', 'archived_at'], unique=False, sqlite_where=sa.text('archived_at IS NULL'), postgresql_where=sa.text('archived_at IS NULL'))

    with op.batch_alter_table('point', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sort_key', sa.BigInteger(), nullable=True))
    op.execute("UPDATE point SET sort_key = (SELECT contact.sort_key FROM contact WHERE contact.id = point.contact_id)")
    with op.batch_alter_table('point', schema=None) as batch_op:
        batch_op.alter_column('sort_key', existing_type=sa.BigInteger(), nullable=False)
        batch_op.add_column(sa.Column('barrier_nature', sa.Enum('cultural', 'organisational', 'legal', 'technical', 'resource', name='barrier_nature', native_enum=False, create_constraint=True, length=32), nullable=True))
        batch_op.add_column(sa.Column('sector_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('by_organisation_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('by_person_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('by_post_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('source_document', sa.String(length=300), server_default='', nullable=False))
        batch_op.add_column(sa.Column('source_paragraph', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('same_as_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('disposition', sa.Enum('new', 'under_consideration', 'answered', 'taken_into_output', 'noted', 'declined', name='disposition', native_enum=False, create_constraint=True, length=32), server_default='new', nullable=False))
        batch_op.add_column(sa.Column('answer', sa.Text(), server_default='', nullable=False))
        batch_op.add_column(sa.Column('disposed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False))
        batch_op.add_column(sa.Column('version', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.alter_column('contact_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.drop_index(batch_op.f('ix_point_contact_id'))
        batch_op.create_unique_constraint(batch_op.f('uq_point_id_sort_key'), ['id', 'sort_key'])
        batch_op.create_check_constraint(batch_op.f('ck_point_raised_somewhere'), "contact_id IS NOT NULL OR source_document <> ''")
        batch_op.create_check_constraint(batch_op.f('ck_point_nature_of_barrier'), "barrier_nature IS NULL OR kind = 'barrier'")
        batch_op.create_check_constraint(batch_op.f('ck_point_same_as_another'), "same_as_id IS NULL OR same_as_id <> id")
        batch_op.create_check_constraint(batch_op.f('ck_point_answered_in_words'), "disposition NOT IN ('answered', 'declined') OR answer <> ''")
        batch_op.create_check_constraint(batch_op.f('ck_point_settled_on_a_day'), "disposition IN ('new', 'under_consideration') OR disposed_on IS NOT NULL")
        batch_op.create_index('ix_point_contact', ['contact_id'], unique=False)
        batch_op.create_index('ix_point_disposition', ['disposition', 'sort_key', 'id'], unique=False)
        batch_op.create_index('ix_point_kind', ['kind', 'sort_key', 'id', 'disposition', 'barrier_nature', 'sector_id'], unique=False)
        batch_op.create_index('ix_point_nature', ['barrier_nature', 'sort_key', 'id', 'sector_id', 'disposition'], unique=False, sqlite_where=sa.text('barrier_nature IS NOT NULL'), postgresql_where=sa.text('barrier_nature IS NOT NULL'))
        batch_op.create_index('ix_point_newest', ['sort_key', 'id'], unique=False)
        batch_op.create_index('ix_point_open', ['sort_key', 'id'], unique=False, sqlite_where=sa.text("disposition NOT IN ('answered', 'taken_into_output', 'noted', 'declined')"), postgresql_where=sa.text("disposition NOT IN ('answered', 'taken_into_output', 'noted', 'declined')"))
        batch_op.create_index('ix_point_organisation', ['by_organisation_id', 'sort_key', 'id'], unique=False)
        batch_op.create_index('ix_point_person', ['by_person_id', 'sort_key', 'id'], unique=False)
        batch_op.create_index('ix_point_post', ['by_post_id', 'sort_key', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_point_same_as_id'), ['same_as_id'], unique=False)
        batch_op.create_index('ix_point_sector', ['sector_id', 'sort_key', 'id', 'kind', 'disposition'], unique=False)
        batch_op.drop_constraint(batch_op.f('fk_point_contact_id'), type_='foreignkey')
        batch_op.create_foreign_key(batch_op.f('fk_point_contact_id_sort_key'), 'contact', ['contact_id', 'sort_key'], ['id', 'sort_key'], onupdate='CASCADE', ondelete='CASCADE')
        batch_op.create_foreign_key(batch_op.f('fk_point_by_person_id'), 'person', ['by_person_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_point_by_post_id'), 'post', ['by_post_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_point_sector_id'), 'sector', ['sector_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_point_by_organisation_id'), 'organisation', ['by_organisation_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_point_same_as_id'), 'point', ['same_as_id'], ['id'], ondelete='SET NULL')

    op.create_table('point_term',
    sa.Column('term', sa.String(length=64).with_variant(sa.String(length=64, collation='C'), 'postgresql'), nullable=False),
    sa.Column('sort_key', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('point_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.ForeignKeyConstraint(['point_id', 'sort_key'], ['point.id', 'point.sort_key'], name=op.f('fk_point_term_point_id_sort_key'), onupdate='CASCADE', ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('term', 'sort_key', 'point_id', name=op.f('pk_point_term')),
    sqlite_with_rowid=False
    )
    with op.batch_alter_table('point_term', schema=None) as batch_op:
        batch_op.create_index('ix_point_term_point', ['point_id', 'sort_key'], unique=False)
    _give_points_their_terms()

    with op.batch_alter_table('workstream', schema=None) as batch_op:
        batch_op.add_column(sa.Column('status', sa.Enum('proposed', 'active', 'paused', 'completed', 'stopped', name='workstream_status', native_enum=False, create_constraint=True, length=32), server_default='active', nullable=False))
        batch_op.add_column(sa.Column('lead_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('lead_is_own', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.add_column(sa.Column('our_capacity', sa.Enum('adviser', 'partner', 'regulator', 'observer', name='our_capacity', native_enum=False, create_constraint=True, length=32), nullable=True))
        batch_op.add_column(sa.Column('started_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('target_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False))
        batch_op.add_column(sa.Column('archived_reason', sa.String(length=500), server_default='', nullable=False))
        batch_op.add_column(sa.Column('version', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('is_sample', sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_check_constraint(batch_op.f('ck_workstream_led_by_another'), "NOT lead_is_own")
        batch_op.create_check_constraint(batch_op.f('ck_workstream_target_after_start'), "started_on IS NULL OR target_on IS NULL OR started_on <= target_on")
        batch_op.create_index('ix_workstream_lead_id', ['lead_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_workstream_lead_id_lead_is_own'), 'organisation', ['lead_id', 'lead_is_own'], ['id', 'is_own'])
    _index_names_of_workstreams()
    _let_advice_be_found(op.get_bind())
    rebuild(op.get_bind())  # what was logged before there were tallies


def _index_names_of_workstreams() -> None:
    """The search by name finds workstreams from here on."""
    connection = op.get_bind()
    name_term = sa.table(
        "name_term",
        sa.column("term", sa.String),
        sa.column("subject_kind", sa.String),
        sa.column("subject_id", sa.Integer),
        sa.column("is_first", sa.Boolean),
        sa.column("is_archived", sa.Boolean),
    )
    workstreams = connection.execute(sa.text("SELECT id, name, archived_at IS NOT NULL FROM workstream")).all()
    rows = [
        {
            "term": word,
            "subject_kind": "workstream",
            "subject_id": number,
            "is_first": word == name_words(name)[0][:64],
            "is_archived": bool(is_archived),
        }
        for number, name, is_archived in workstreams
        for word in dict.fromkeys(word[:64] for word in name_words(name))
    ]
    if rows:
        connection.execute(sa.insert(name_term), rows)


def _let_advice_be_found(connection: sa.Connection) -> None:
    """Advice given has become a filter, and so a term of the index of those contacts that have it."""
    create_search_triggers(connection)
    added = "array_to_tsvector(ARRAY['_advice'])" if connection.dialect.name == 'postgresql' else "' _advice'"
    op.execute(
        f"UPDATE contact SET search_document = search_document || {added} "
        "WHERE advice_given <> '' AND archived_at IS NULL"
    )


def _give_points_their_terms() -> None:
    """By the stems of their words, and by whom their contacts were with: nobody was said to have raised any yet."""
    connection = op.get_bind()
    insert = sa.text("INSERT INTO point_term (term, sort_key, point_id) VALUES (:term, :sort_key, :point_id)")
    following = sa.text("SELECT id, sort_key, words FROM point WHERE id > :last ORDER BY id LIMIT 1000")
    last = 0
    while points := connection.execute(following, {"last": last}).all():
        rows = [{"term": term, "sort_key": key, "point_id": id_} for id_, key, words in points for term in word_terms(words)]
        if rows:
            connection.execute(insert, rows)
        last = points[-1].id
    op.execute(
        "INSERT INTO point_term (term, sort_key, point_id) "
        "SELECT '_o' || contact_organisation.organisation_id, point.sort_key, point.id FROM point "
        "JOIN contact_organisation ON contact_organisation.contact_id = point.contact_id "
        "JOIN organisation ON organisation.id = contact_organisation.organisation_id WHERE NOT organisation.is_own"
    )


def downgrade() -> None:
    op.execute("DELETE FROM name_term WHERE subject_kind = 'workstream'")
    with op.batch_alter_table('workstream', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_workstream_target_after_start'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_workstream_led_by_another'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_workstream_workstream_status'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_workstream_our_capacity'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_workstream_lead_id_lead_is_own'), type_='foreignkey')
        batch_op.drop_index('ix_workstream_lead_id')
        batch_op.drop_column('is_sample')
        batch_op.drop_column('version')
        batch_op.drop_column('archived_reason')
        batch_op.drop_column('created_at')
        batch_op.drop_column('target_on')
        batch_op.drop_column('started_on')
        batch_op.drop_column('our_capacity')
        batch_op.drop_column('lead_is_own')
        batch_op.drop_column('lead_id')
        batch_op.drop_column('status')

    with op.batch_alter_table('point_term', schema=None) as batch_op:
        batch_op.drop_index('ix_point_term_point')

    op.drop_table('point_term')
    with op.batch_alter_table('point', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_point_id_sort_key'), type_='unique')
        batch_op.drop_constraint(batch_op.f('ck_point_raised_somewhere'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_point_nature_of_barrier'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_point_same_as_another'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_point_answered_in_words'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_point_settled_on_a_day'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_point_disposition'), type_='check')
        batch_op.drop_constraint(batch_op.f('ck_point_barrier_nature'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_point_same_as_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_point_by_organisation_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_point_sector_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_point_by_post_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_point_by_person_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_point_contact_id_sort_key'), type_='foreignkey')
        batch_op.create_foreign_key(batch_op.f('fk_point_contact_id'), 'contact', ['contact_id'], ['id'], ondelete='CASCADE')
        batch_op.drop_index('ix_point_sector')
        batch_op.drop_index(batch_op.f('ix_point_same_as_id'))
        batch_op.drop_index('ix_point_post')
        batch_op.drop_index('ix_point_person')
        batch_op.drop_index('ix_point_organisation')
        batch_op.drop_index('ix_point_open')
        batch_op.drop_index('ix_point_newest')
        batch_op.drop_index('ix_point_nature')
        batch_op.drop_index('ix_point_kind')
        batch_op.drop_index('ix_point_disposition')
        batch_op.drop_index('ix_point_contact')
        batch_op.create_index(batch_op.f('ix_point_contact_id'), ['contact_id'], unique=False)
        batch_op.alter_column('contact_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.drop_column('is_sample')
        batch_op.drop_column('version')
        batch_op.drop_column('created_at')
        batch_op.drop_column('disposed_on')
        batch_op.drop_column('answer')
        batch_op.drop_column('disposition')
        batch_op.drop_column('same_as_id')
        batch_op.drop_column('source_paragraph')
        batch_op.drop_column('source_document')
        batch_op.drop_column('by_post_id')
        batch_op.drop_column('by_person_id')
        batch_op.drop_column('by_organisation_id')
        batch_op.drop_column('sector_id')
        batch_op.drop_column('barrier_nature')
        batch_op.drop_column('sort_key')

    with op.batch_alter_table('organisation', schema=None) as batch_op:
        batch_op.drop_index('ix_organisation_stage_since', sqlite_where=sa.text('archived_at IS NULL'), postgresql_where=sa.text('archived_at IS NULL'))
        batch_op.drop_index('ix_organisation_stage_group', sqlite_where=sa.text('archived_at IS NULL'), postgresql_where=sa.text('archived_at IS NULL'))
        batch_op.drop_constraint(batch_op.f('uq_organisation_id_is_own'), type_='unique')
        batch_op.drop_column('stage_since')

    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_column('roles_kept_apart')

    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_commitment_status_was_set'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_commitment_to_person_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_commitment_to_post_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_commitment_by_person_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_commitment_by_post_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_commitment_by_organisation_id'), type_='foreignkey')
        batch_op.drop_constraint('fk_commitment_status_change', type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_commitment_made_at_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_commitment_to_organisation_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_commitment_to_post_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_to_person_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_to_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_made_at_id'))
        batch_op.drop_index('ix_commitment_due')
        batch_op.drop_index(batch_op.f('ix_commitment_by_post_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_by_person_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_by_organisation_id'))
        batch_op.drop_column('is_sample')
        batch_op.drop_column('version')
        batch_op.drop_column('archived_reason')
        batch_op.drop_column('status_change_id')
        batch_op.drop_column('made_at_id')
        batch_op.drop_column('to_person_id')
        batch_op.drop_column('to_post_id')
        batch_op.drop_column('to_organisation_id')
        batch_op.drop_column('by_person_id')
        batch_op.drop_column('by_post_id')
        batch_op.drop_column('by_organisation_id')

    with op.batch_alter_table('undertaking_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_undertaking_answer_contact_id'))

    op.drop_table('undertaking_answer')
    with op.batch_alter_table('point_theme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_point_theme_theme_id'))

    op.drop_table('point_theme')
    with op.batch_alter_table('output_point', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_output_point_point_id'))

    op.drop_table('output_point')
    with op.batch_alter_table('output_contact', schema=None) as batch_op:
        batch_op.drop_index('ix_output_contact_history')
        batch_op.drop_index('ix_output_contact_contact_id')

    op.drop_table('output_contact')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_post_id'))
        batch_op.drop_index(batch_op.f('ix_invitation_person_id'))
        batch_op.drop_index(batch_op.f('ix_invitation_organisation_id'))
        batch_op.drop_index('ix_invitation_newest')
        batch_op.drop_index('ix_invitation_forum')
        batch_op.drop_index('ix_invitation_contact')

    op.drop_table('invitation')
    with op.batch_alter_table('forum_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_forum_member_post_id'))
        batch_op.drop_index(batch_op.f('ix_forum_member_person_id'))
        batch_op.drop_index(batch_op.f('ix_forum_member_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_forum_member_forum_id'))

    op.drop_table('forum_member')
    with op.batch_alter_table('commitment_status_change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_status_change_evidence_output_id'))
        batch_op.drop_index(batch_op.f('ix_commitment_status_change_evidence_contact_id'))

    op.drop_table('commitment_status_change')
    with op.batch_alter_table('commitment_output', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_commitment_output_output_id'))

    op.drop_table('commitment_output')
    with op.batch_alter_table('activity_sector', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_sector_sector_id'))

    op.drop_table('activity_sector')
    with op.batch_alter_table('workstream_supporter', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_workstream_supporter_organisation_id'))

    op.drop_table('workstream_supporter')
    with op.batch_alter_table('workstream_sector', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_workstream_sector_sector_id'))

    op.drop_table('workstream_sector')
    with op.batch_alter_table('witness', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_witness_post_id'))
        batch_op.drop_index(batch_op.f('ix_witness_person_id'))
        batch_op.drop_index(batch_op.f('ix_witness_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_witness_contact_id'))

    op.drop_table('witness')
    with op.batch_alter_table('update_evidence', schema=None) as batch_op:
        batch_op.drop_index('ix_update_evidence_record')

    op.drop_table('update_evidence')
    with op.batch_alter_table('update_sentence', schema=None) as batch_op:
        batch_op.drop_index('ix_update_sentence_order')

    op.drop_table('update_sentence')
    with op.batch_alter_table('output', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_output_workstream_id'))
        batch_op.drop_index('ix_output_title')
        batch_op.drop_index(batch_op.f('ix_output_sector_id'))
        batch_op.drop_index(batch_op.f('ix_output_owner_id'))

    op.drop_table('output')
    with op.batch_alter_table('milestone', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_milestone_workstream_id'))

    op.drop_table('milestone')
    with op.batch_alter_table('inquiry_contact', schema=None) as batch_op:
        batch_op.drop_index('ix_inquiry_contact_contact_id')
        batch_op.drop_index('ix_inquiry_contact_history')

    op.drop_table('inquiry_contact')
    with op.batch_alter_table('forum', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_forum_workstream_id'))
        batch_op.drop_index(batch_op.f('ix_forum_convenor_id'))

    op.drop_table('forum')
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index('ix_activity_workstream')

    op.drop_table('activity')
    with op.batch_alter_table('stage_change', schema=None) as batch_op:
        batch_op.drop_index('ix_stage_change_organisation')

    op.drop_table('stage_change')
    with op.batch_alter_table('regulatory_matter', schema=None) as batch_op:
        batch_op.drop_index('ix_regulatory_matter_organisation')

    op.drop_table('regulatory_matter')
    with op.batch_alter_table('inquiry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_inquiry_committee_id'))

    op.drop_table('inquiry')
    with op.batch_alter_table('committee_update', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_committee_update_letter_id'))
        batch_op.drop_index(batch_op.f('ix_committee_update_committee_id'))
        batch_op.drop_index(batch_op.f('ix_committee_update_author_id'))

    op.drop_table('committee_update')
    op.drop_table('coverage_tally')
