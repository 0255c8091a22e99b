"""When providers want to be asked, and every time they were.

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-22 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('reminder_plan',
    sa.Column('provider_id', sa.Integer(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('hour', sa.Integer(), nullable=False),
    sa.Column('stopped_at', sa.DateTime(), nullable=True),
    sa.Column('put_off_until', sa.Date(), nullable=True),
    sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_reminder_plan_weekday')),
    sa.CheckConstraint('hour BETWEEN 8 AND 19', name=op.f('ck_reminder_plan_hour')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_reminder_plan_provider_id_provider'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('provider_id', name=op.f('pk_reminder_plan'))
    )
    op.create_table('reminder',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('provider_id', sa.Integer(), nullable=False),
    sa.Column('period', sa.Date(), nullable=False),
    sa.Column('stage', sa.Enum('first', 'second', 'champion', 'authority', name='stage', native_enum=False, length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('answered_at', sa.DateTime(), nullable=True),
    sa.Column('answer', sa.Enum('right', 'changed', 'full', name='answered', native_enum=False, length=32), nullable=True),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_reminder_provider_id_provider'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    sa.UniqueConstraint('provider_id', 'period', 'stage', name=op.f('uq_reminder_provider_id_period_stage'))
    )
    op.create_index(op.f('ix_reminder_made_at'), 'reminder', ['made_at'])


def downgrade():
    op.drop_table('reminder')
    op.drop_table('reminder_plan')
