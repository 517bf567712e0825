"""What is told beside the answers, and tablets: fake, SQLite and PostgreSQL keep one contract."""

from datetime import date

import pytest
from sqlalchemy import Connection

from storage.aside_stores import SqlAsides, SqlTablets
from surveys.records import Comment, SealedAside, Tablet
from tests.cast import BAN_MAI, NONG_BUA
from tests.fakes.surveys import FakeAsides
from tests.fakes.vault import GlassVault

ROUND, NEXT = "eit-2567:2570Q1", "eit-2567:2570Q2"
DAY = date(2026, 11, 21)
TOLD = ("31-40", "f", "")
TABLET = Tablet("t1", "เคาน์เตอร์", "admin", DAY)


class Contract:
    """What asides promise, whatever they are built on."""

    def test_aside_is_kept_once_per_key(self, asides):
        assert [
            asides.add(BAN_MAI, SealedAside(ROUND, "k", b"1")),
            asides.add(BAN_MAI, SealedAside(ROUND, "k", b"2")),
        ] == [
            True,
            False,
        ]
        assert asides.waiting(BAN_MAI) == [SealedAside(ROUND, "k", b"1")]

    def test_asides_wait_by_round_and_key_in_their_agency(self, asides):
        for round_id, key in ((NEXT, "a"), (ROUND, "c"), (ROUND, "b")):
            asides.add(BAN_MAI, SealedAside(round_id, key, b"s"))
        asides.add(NONG_BUA, SealedAside(ROUND, "d", b"s"))
        assert [(one.round, one.key) for one in asides.waiting(BAN_MAI)] == [(ROUND, "b"), (ROUND, "c"), (NEXT, "a")]
        published = asides.waiting(BAN_MAI)[:2]
        asides.add(BAN_MAI, SealedAside(ROUND, "e", b"came in meanwhile"))
        asides.add(NONG_BUA, SealedAside(ROUND, "b", b"s"))
        asides.drop(BAN_MAI, published)
        assert [one.key for one in asides.waiting(BAN_MAI)] == ["e", "a"]
        assert [one.key for one in asides.waiting(NONG_BUA)] == ["b", "d"]

    def test_profiles_are_added_up(self, asides):
        asides.count(BAN_MAI, ROUND, TOLD, 2)
        asides.count(BAN_MAI, ROUND, TOLD, 3)
        asides.count(BAN_MAI, NEXT, TOLD, 1)
        asides.count(NONG_BUA, ROUND, ("", "m", ""), 1)
        assert asides.counts(BAN_MAI, ROUND) == {TOLD: 5}
        assert asides.counts(NONG_BUA, ROUND) == {("", "m", ""): 1}

    def test_comments_come_by_key_whatever_their_arrival(self, asides):
        for key in ("c", "a", "b"):
            asides.keep(BAN_MAI, Comment(key, ROUND, DAY, b"s"))
        asides.keep(BAN_MAI, Comment("d", NEXT, DAY, b"s"))
        asides.keep(NONG_BUA, Comment("e", ROUND, DAY, b"s"))
        assert [one.key for one in asides.comments(BAN_MAI, ROUND)] == ["a", "b", "c"]
        assert asides.comments(NONG_BUA, ROUND) == [Comment("e", ROUND, DAY, b"s")]


class TestFake(Contract):
    @pytest.fixture
    def asides(self):
        return FakeAsides()


class TestSql(Contract):
    @pytest.fixture
    def asides(self, connection: Connection):
        return SqlAsides(connection)


@pytest.fixture
def tablets(connection: Connection) -> SqlTablets:
    return SqlTablets(connection, GlassVault())


def test_tablet_is_found_by_its_token_in_its_agency(tablets: SqlTablets):
    tablets.add(BAN_MAI, TABLET, "secret")
    assert (tablets.find(BAN_MAI, "secret"), tablets.find(BAN_MAI, "other"), tablets.find(NONG_BUA, "secret")) == (
        TABLET,
        None,
        None,
    )


def test_revoked_tablet_is_found_no_more_but_listed(tablets: SqlTablets):
    tablets.add(BAN_MAI, TABLET, "secret")
    tablets.add(NONG_BUA, TABLET, "theirs")
    assert [tablets.revoke(BAN_MAI, "t1", DAY), tablets.revoke(BAN_MAI, "t1", DAY)] == [True, False]
    assert (tablets.find(BAN_MAI, "secret"), tablets.find(NONG_BUA, "theirs")) == (None, TABLET)
    assert [one.revoked_on for one in tablets.all(BAN_MAI)] == [DAY]


def test_token_is_kept_as_a_hash(connection: Connection, tablets: SqlTablets):
    tablets.add(BAN_MAI, TABLET, "tablet-secret")
    (row,) = connection.exec_driver_sql("SELECT * FROM survey_tablets").all()
    assert "เคาน์เตอร์" in row
    assert [value for value in row if value == "tablet-secret"] == []
