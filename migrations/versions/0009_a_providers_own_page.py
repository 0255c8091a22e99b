"""Changes to a provider's page, and what waits: a first publication, a link one end must confirm.

Revision ID: 0009
Revises: 0008
Create Date: 2026-11-22 11:00:00

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade():
    # Never in batch mode: SQLite would make the tables anew, and what hangs on them would go.
    op.add_column('provider', sa.Column('is_public', sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column('provider', sa.Column('register_number', sa.String(), nullable=True))
    op.add_column('collection_link', sa.Column('waits_for', sa.Enum('collector', 'partner', name='linkend', native_enum=False, length=32), nullable=True))
    op.create_table('listing_change',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('provider_id', sa.Integer(), nullable=False),
    sa.Column('topic', sa.Enum('week', 'extras', 'offer', 'details', 'publication', name='topic', native_enum=False, length=32), nullable=False),
    sa.Column('state', sa.Enum('live', 'undone', 'waiting', 'approved', 'declined', 'withdrawn', name='changestate', native_enum=False, length=32), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('reply', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_listing_change_provider_id_provider'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_listing_change_person_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_listing_change_decided_by_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_listing_change'))
    )
    op.create_index(op.f('ix_listing_change_provider_id'), 'listing_change', ['provider_id'])


def downgrade():
    op.drop_table('listing_change')
    op.drop_column('collection_link', 'waits_for')
    op.drop_column('provider', 'register_number')
    op.drop_column('provider', 'is_public')
