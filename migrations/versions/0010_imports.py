"""Inspections as they are, postcodes no longer in use, and a record of every import.

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-22 10:30:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('register_entry', sa.Column('link', sa.String(), nullable=True))
    op.add_column('inspection', sa.Column('judged', sa.Text(), nullable=True))
    op.add_column('inspection', sa.Column('visit_type', sa.String(), nullable=True))
    op.add_column('postcode', sa.Column('terminated', sa.String(length=6), nullable=True))
    op.create_table('import_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hub_id', sa.Integer(), nullable=True),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('file_hash', sa.String(), nullable=False),
    sa.Column('as_at', sa.Date(), nullable=True),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('undone_at', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['hub_id'], ['hub.id'], name=op.f('fk_import_record_hub_id_hub'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_import_record_person_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_record'))
    )
    op.create_index(op.f('ix_import_record_hub_id'), 'import_record', ['hub_id'])
    op.create_table('import_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('import_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=True),
    sa.Column('packed', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['import_id'], ['import_record.id'], name=op.f('fk_import_step_import_id_import_record'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_step'))
    )
    op.create_index(op.f('ix_import_step_import_id'), 'import_step', ['import_id'])
    op.create_index(op.f('ix_import_step_key'), 'import_step', ['key'])
    op.create_table('import_upload',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hub_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('file_name', sa.String(), nullable=False),
    sa.Column('as_at', sa.Date(), nullable=True),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('data', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id'], ['hub.id'], name=op.f('fk_import_upload_hub_id_hub'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_import_upload_person_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_upload'))
    )
    op.create_index(op.f('ix_import_upload_hub_id'), 'import_upload', ['hub_id'])
    op.create_table('sheet_facts',
    sa.Column('provider_id', sa.Integer(), nullable=False),
    sa.Column('told_by', sa.String(), nullable=False),
    sa.Column('as_at', sa.Date(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_sheet_facts_provider_id_provider'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('provider_id', name=op.f('pk_sheet_facts'))
    )


def downgrade():
    op.drop_table('sheet_facts')
    op.drop_table('import_upload')
    op.drop_table('import_step')
    op.drop_table('import_record')
    # SQLite can take a column away without making its table anew, which would empty others.
    op.drop_column('postcode', 'terminated')
    op.drop_column('inspection', 'visit_type')
    op.drop_column('inspection', 'judged')
    op.drop_column('register_entry', 'link')
