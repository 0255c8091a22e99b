"""How fresh each hub was, day by day.

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-22 10:30:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('freshness_day',
    sa.Column('hub_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('fresh', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['hub_id'], ['hub.id'], name=op.f('fk_freshness_day_hub_id_hub'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('hub_id', 'day', name=op.f('pk_freshness_day'))
    )


def downgrade():
    op.drop_table('freshness_day')
