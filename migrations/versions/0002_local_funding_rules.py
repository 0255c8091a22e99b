"""School terms and the council's other rules on funding; what kind of thing an extra is.

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-22 08:49:51.865651

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('school_term',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('hub_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('weeks_funded', sa.Integer(), nullable=False),
    sa.Column('told_by', sa.String(), nullable=False),
    sa.Column('as_at', sa.Date(), nullable=False),
    sa.CheckConstraint('starts_on < ends_on', name=op.f('ck_school_term_forward')),
    sa.CheckConstraint('weeks_funded BETWEEN 1 AND 22', name=op.f('ck_school_term_weeks_funded')),
    sa.ForeignKeyConstraint(['hub_id'], ['hub.id'], name=op.f('fk_school_term_hub_id_hub'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_school_term')),
    sa.UniqueConstraint('hub_id', 'starts_on', name=op.f('uq_school_term_hub_id_starts_on'))
    )
    # Never in batch mode: SQLite would make the table anew, and what hangs on it would go.
    op.add_column('hub', sa.Column('small_may_withhold_extras', sa.Boolean(), nullable=True))
    op.add_column('extra', sa.Column('kind', sa.Enum('food', 'consumables', 'activities', name='extrakind', native_enum=False, length=32), nullable=True))
    op.execute(
        "UPDATE extra SET per = CASE WHEN per IN ('day', 'session', 'week') THEN per"
        " WHEN per IN ('class', 'week in summer') THEN 'week' ELSE 'time' END"
    )


def downgrade():
    op.drop_column('extra', 'kind')
    op.drop_column('hub', 'small_may_withhold_extras')
    op.drop_table('school_term')
