"""Places kept true: funded and paid places apart, who told what, closures, how long a hub believes.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-22 09:40:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade():
    # Never in batch mode: SQLite would make the tables anew, and what hangs on them would go.
    op.add_column('hub', sa.Column('fresh_days', sa.Integer(), server_default='14', nullable=False))
    op.add_column('hub', sa.Column('ageing_days', sa.Integer(), server_default='28', nullable=False))
    op.add_column('hub', sa.Column('stale_places', sa.Enum('demoted', 'left_out', name='staleplaces', native_enum=False, length=32), server_default='demoted', nullable=False))
    op.add_column('vacancy', sa.Column('funded_places', sa.Integer(), nullable=True))
    op.add_column('vacancy', sa.Column('paid_places', sa.Integer(), nullable=True))
    op.add_column('vacancy', sa.Column('version', sa.Integer(), server_default='1', nullable=False))
    op.create_table('telling',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('provider_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('confirmed', 'changed', 'full', 'undone', name='tellingkind', native_enum=False, length=32), nullable=False),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('told_by', sa.String(), nullable=True),
    sa.Column('undoes_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_telling_provider_id_provider'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_telling_person_id_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['undoes_id'], ['telling.id'], name=op.f('fk_telling_undoes_id_telling'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_telling'))
    )
    op.create_index(op.f('ix_telling_provider_id'), 'telling', ['provider_id'])
    op.create_index(op.f('ix_telling_made_at'), 'telling', ['made_at'])
    op.create_table('vacancy_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('telling_id', sa.Integer(), nullable=False),
    sa.Column('vacancy_id', sa.Integer(), nullable=False),
    sa.Column('before', sa.JSON(), nullable=False),
    sa.Column('after', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['telling_id'], ['telling.id'], name=op.f('fk_vacancy_step_telling_id_telling'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['vacancy_id'], ['vacancy.id'], name=op.f('fk_vacancy_step_vacancy_id_vacancy'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vacancy_step'))
    )
    op.create_index(op.f('ix_vacancy_step_telling_id'), 'vacancy_step', ['telling_id'])
    op.create_index(op.f('ix_vacancy_step_vacancy_id'), 'vacancy_step', ['vacancy_id'])
    op.create_table('closure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('provider_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(), nullable=True),
    sa.Column('made_at', sa.DateTime(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=True),
    sa.Column('told_by', sa.String(), nullable=True),
    sa.CheckConstraint('starts_on <= ends_on', name=op.f('ck_closure_forward')),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_closure_provider_id_provider'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_closure_person_id_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closure'))
    )
    op.create_index(op.f('ix_closure_provider_id'), 'closure', ['provider_id'])


def downgrade():
    op.drop_table('closure')
    op.drop_table('vacancy_step')
    op.drop_table('telling')
    op.drop_column('vacancy', 'version')
    op.drop_column('vacancy', 'paid_places')
    op.drop_column('vacancy', 'funded_places')
    op.drop_column('hub', 'stale_places')
    op.drop_column('hub', 'ageing_days')
    op.drop_column('hub', 'fresh_days')
