"""a question passed on becomes a thread of messages; whom to tell on the staff's side

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MESSAGES = ("agency", "thread", "place", "side", "text", "at", "message_mark", "by_staff", "delivered")
_COPY_IN = f"INSERT INTO question_messages ({', '.join(_MESSAGES)}) SELECT "
# What was sealed stays sealed: a message is bound to its thread and its side, as question and answer were before.
_QUESTIONS = "agency, id, 1, 'citizen', text, asked_at, message_mark, NULL, true FROM questions"
_ANSWERS = (
    "agency, id, 2, 'staff', answer, COALESCE(answered_at, asked_at), NULL, answered_by, person IS NULL "
    "FROM questions WHERE answer IS NOT NULL"
)
_TAKE_BACK = (
    "UPDATE questions SET "
    "text = COALESCE((SELECT m.text FROM question_messages m WHERE m.agency = questions.agency "
    "AND m.thread = questions.id AND m.side = 'citizen' ORDER BY m.place LIMIT 1), text), "
    "message_mark = (SELECT m.message_mark FROM question_messages m WHERE m.agency = questions.agency "
    "AND m.thread = questions.id AND m.side = 'citizen' ORDER BY m.place LIMIT 1), "
    "answer = (SELECT m.text FROM question_messages m WHERE m.agency = questions.agency "
    "AND m.thread = questions.id AND m.side = 'staff' ORDER BY m.place LIMIT 1), "
    "answered_by = (SELECT m.by_staff FROM question_messages m WHERE m.agency = questions.agency "
    "AND m.thread = questions.id AND m.side = 'staff' ORDER BY m.place LIMIT 1)"
)


def upgrade() -> None:
    op.create_table(
        "question_messages",
        sa.Column("agency", sa.String(length=32), nullable=False),
        sa.Column("thread", sa.String(length=32), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("side", sa.String(length=8), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("message_mark", sa.String(length=64), nullable=True),
        sa.Column("by_staff", sa.String(length=32), nullable=True),
        sa.Column("delivered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["agency"], ["agencies.agency"], name=op.f("fk_question_messages_agency_agencies")),
        sa.PrimaryKeyConstraint("agency", "thread", "place", name=op.f("pk_question_messages")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_question_messages_mark", "question_messages", ["agency", "message_mark"])
    op.execute(_COPY_IN + _QUESTIONS)
    op.execute(_COPY_IN + _ANSWERS)
    op.add_column("questions", sa.Column("via", sa.String(length=8), server_default="line", nullable=False))
    op.add_column("questions", sa.Column("active_at", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("questions", sa.Column("closed_at", sa.BigInteger(), nullable=True))
    op.add_column("questions", sa.Column("satisfied", sa.Boolean(), nullable=True))
    op.add_column("questions", sa.Column("draft", sa.LargeBinary(), nullable=True))
    op.execute("UPDATE questions SET active_at = COALESCE(answered_at, asked_at)")
    op.execute("UPDATE questions SET closed_at = active_at WHERE status = 'closed'")
    for column in ("text", "message_mark", "answer", "answered_by"):
        op.drop_column("questions", column)
    op.add_column("staff", sa.Column("line_user", sa.LargeBinary(), nullable=True))
    op.add_column("staff", sa.Column("noticed_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("staff", "noticed_at")
    op.drop_column("staff", "line_user")
    op.add_column("questions", sa.Column("text", sa.LargeBinary(), server_default=sa.text("''"), nullable=False))
    op.add_column("questions", sa.Column("message_mark", sa.String(length=64), nullable=True))
    op.add_column("questions", sa.Column("answer", sa.LargeBinary(), nullable=True))
    op.add_column("questions", sa.Column("answered_by", sa.String(length=32), nullable=True))
    op.execute(_TAKE_BACK)
    for column in ("draft", "satisfied", "closed_at", "active_at", "via"):
        op.drop_column("questions", column)
    op.drop_index("ix_question_messages_mark", table_name="question_messages")
    op.drop_table("question_messages")
