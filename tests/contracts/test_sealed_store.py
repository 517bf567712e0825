"""The sealed store on SQLite and PostgreSQL: its migrations, its stores, and the whole journey."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text

from complaints.audit import Head
from complaints.keys import PasswordLock
from complaints.rows import CaseRow, KeyBox, MessageRow, Officer, Recovery, UsedForm
from complaints.statistics import AverageDays, CategoryCount, PeriodCounts, Snapshot
from complaints.status import Outcome, Status
from kernel.codes import new_id
from kernel.errors import Refused
from storage import tables as product
from storage.keyfile import KeyFile
from storage.sealed import migrations, tables
from storage.sealed.database import SCHEMA, SealedStore, sealed_engine
from storage.sealed.migrations import VERSION_TABLE, current, head, migrate
from storage.sealed.room import FraudRoom
from storage.sealed.short_memory import ShortMemory
from tests.cast import BAN_MAI, NONG_BUA, NOON
from tests.conftest import fresh_database
from tests.fakes.clock import FrozenClock
from tests.fakes.complaints import CHEAP, KAMNAN, PLOY, REPORT, cheap_room, staffed
from tests.layouts import LAYOUTS, lay_out

TODAY = date(2026, 11, 21)
CASE = CaseRow("AAAA2222", "123456", b"s" * 16, b"v" * 32, b"p" * 32, Status.RECEIVED, "2026-11", b"header")
LOCK = PasswordLock(b"s" * 16, 3, 2**28, b"sealed")
USED = UsedForm("t" * 64, "c" * 64, TODAY, 0, NOON + timedelta(hours=13))


@pytest.fixture(scope="module", params=LAYOUTS)
def layout(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SealedStore]:
    """A migrated store in each of the four layouts, made once."""
    kind, _, place = request.param.partition("-")
    with ExitStack() as stack:
        if kind == "postgres":
            url = stack.enter_context(fresh_database(request.getfixturevalue("postgres_server")))
        else:
            url = f"sqlite:///{tmp_path_factory.mktemp(request.param)}/prongsai.db"
        opened = SealedStore.open(lay_out(url, shared=place == "shared"))
        yield opened
        opened.close()


@pytest.fixture
def store(layout: SealedStore) -> Iterator[SealedStore]:
    """The same, empty."""
    yield layout
    with layout.begin() as work:
        for table in tables.metadata.tables.values():
            work.connection.execute(table.delete())


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty database on each engine."""
    opened = sealed_engine(database_url)
    yield opened
    opened.dispose()


def tables_of(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names(schema=SCHEMA if engine.dialect.name == "postgresql" else None))


# -- migrations


def test_migrating_an_empty_database_makes_every_table(database_url: str, engine: Engine) -> None:
    assert current(engine) is None
    migrate(database_url)
    assert current(engine) == head()
    assert tables_of(engine) == {*tables.metadata.tables, VERSION_TABLE}


def test_migrated_schema_is_the_declared_one(database_url: str, engine: Engine) -> None:
    migrate(database_url)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET search_path TO {SCHEMA}"))
            connection.dialect.default_schema_name = SCHEMA
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, tables.metadata) == []


def test_migrating_again_keeps_every_case(database_url: str, clock: FrozenClock) -> None:
    migrate(database_url)
    room = cheap_room(database_url, clock)
    receipt = staffed(room, BAN_MAI).file()
    room.close()
    migrate(database_url)
    again = cheap_room(database_url, clock)
    assert again.follow(BAN_MAI, receipt.digits).status is Status.RECEIVED
    again.close()


def test_chain_goes_down_and_up_again(database_url: str, engine: Engine) -> None:
    from alembic import command

    migrate(database_url)
    command.downgrade(migrations.config(engine), "base")
    assert tables_of(engine) == {VERSION_TABLE}
    migrate(database_url)
    assert current(engine) == head()


def test_officers_of_the_first_revision_stay_approved(database_url: str, engine: Engine) -> None:
    migrate(database_url, "0001")
    columns = {"agency": "banmai", "officer": PLOY, "name": "พลอย", "public": b"1" * 32}
    with engine.begin() as connection:
        connection.execute(tables.officers.insert().values(columns))
    migrate(database_url)
    with SealedStore(engine).read() as work:
        assert work.officers.all(BAN_MAI) == [Officer(PLOY, "พลอย", b"1" * 32, approved=True)]


def test_sealed_tables_live_beside_the_products_in_one_database(database_url: str, engine: Engine) -> None:
    with engine.execution_options(schema_translate_map=None).begin() as connection:
        product.metadata.create_all(connection)
    migrate(database_url)
    assert {*tables.metadata.tables, VERSION_TABLE} <= tables_of(engine)
    assert set(tables.metadata.tables).isdisjoint(product.metadata.tables)
    assert VERSION_TABLE not in product.metadata.tables


def test_layout_is_what_its_name_says(layout: SealedStore, request: pytest.FixtureRequest) -> None:
    beside = "shared" in request.node.callspec.params["layout"]
    everything = {*inspect(layout.engine).get_table_names(), *tables_of(layout.engine)}
    assert {*tables.metadata.tables} <= everything
    assert everything & {*product.metadata.tables} == ({*product.metadata.tables} if beside else set())


def test_no_sealed_table_refers_to_another() -> None:
    assert [table.name for table in tables.metadata.tables.values() if table.foreign_keys] == []


def test_rows_keep_no_order_of_arrival() -> None:
    assert {table.dialect_options["sqlite"]["with_rowid"] for table in tables.metadata.tables.values()} == {False}


# -- stores


def test_cases_are_kept_apart_by_agency(store: SealedStore) -> None:
    with store.begin() as work:
        assert work.cases.add(BAN_MAI, CASE)
        assert work.cases.add(NONG_BUA, replace(CASE, month="2026-10"))
    with store.read() as work:
        assert work.cases.all(BAN_MAI) == [CASE]
        assert work.cases.get(NONG_BUA, CASE.reference) == replace(CASE, month="2026-10")
        assert work.cases.by_locator(BAN_MAI, CASE.locator) == CASE
        assert work.cases.by_locator(BAN_MAI, "654321") is None


@pytest.mark.parametrize("other", [{"reference": "BBBB3333"}, {"locator": "654321"}])
def test_case_with_a_taken_reference_or_locator_is_not_added(store: SealedStore, other: dict[str, str]) -> None:
    with store.begin() as work:
        assert work.cases.add(BAN_MAI, CASE)
        assert not work.cases.add(BAN_MAI, replace(CASE, **other))  # type: ignore[arg-type]
        assert work.cases.add(BAN_MAI, replace(CASE, reference="BBBB3333", locator="654321"))


def test_changing_a_case_touches_one_agency(store: SealedStore) -> None:
    with store.begin() as work:
        for agency in (BAN_MAI, NONG_BUA):
            work.cases.add(agency, CASE)
        assert work.cases.change(BAN_MAI, replace(CASE, status=Status.CLOSED, header=b"new", epoch=3, erase_from=TODAY))
    with store.read() as work:
        changed = replace(CASE, status=Status.CLOSED, header=b"new", epoch=3, erase_from=TODAY)
        assert work.cases.get(BAN_MAI, CASE.reference) == changed
        assert work.cases.get(NONG_BUA, CASE.reference) == CASE


def test_messages_come_in_the_order_of_the_thread(store: SealedStore) -> None:
    rows = [MessageRow(new_id(), seq, "office", 1, bytes([seq])) for seq in range(5)]
    with store.begin() as work:
        for row in reversed(rows):
            work.threads.add_message(BAN_MAI, CASE.reference, row)
        work.threads.add_message(NONG_BUA, CASE.reference, replace(rows[0], sealed=b"theirs"))
    with store.read() as work:
        assert work.threads.messages(BAN_MAI, CASE.reference) == rows


def test_boxes_are_found_by_role_kind_and_case_and_dropped_by_mark(store: SealedStore) -> None:
    boxes = [
        KeyBox("AAAA2222", "case", "officer", "m1", 1, b"1"),
        KeyBox("AAAA2222", "case", "officer", "m2", 1, b"2"),
        KeyBox("BBBB3333", "case", "officer", "m3", 1, b"3"),
        KeyBox("AAAA2222", "contact", "officer", "m4", 1, b"4"),
        KeyBox("AAAA2222", "case", "recovery", "", 1, b"5"),
    ]
    with store.begin() as work:
        work.cases.add_boxes(BAN_MAI, boxes)
        work.cases.add_boxes(NONG_BUA, boxes[:1])
        work.cases.drop_boxes(BAN_MAI, ["m1", *(f"x{n}" for n in range(1200))])
    with store.read() as work:
        assert work.cases.boxes(BAN_MAI, "officer", "case") == [boxes[1], boxes[2]]
        assert work.cases.boxes(BAN_MAI, "officer", "case", "AAAA2222") == [boxes[1]]
        assert work.cases.boxes(BAN_MAI, "recovery", "case", "AAAA2222") == [boxes[4]]
        assert work.cases.boxes(NONG_BUA, "officer", "case") == boxes[:1]


def test_contacts_are_kept_by_agency_and_case(store: SealedStore) -> None:
    with store.begin() as work:
        work.cases.put_contact(BAN_MAI, "AAAA2222", b"ours")
        work.cases.put_contact(NONG_BUA, "AAAA2222", b"theirs")
        assert work.cases.contact(BAN_MAI, "AAAA2222") == b"ours"


def test_form_is_used_once_per_agency_and_forgotten_in_time(store: SealedStore) -> None:
    with store.begin() as work:
        assert work.forms.use(BAN_MAI, USED)
        assert not work.forms.use(BAN_MAI, replace(USED, attempt=1))
        assert work.forms.use(NONG_BUA, USED)
        assert work.forms.find(BAN_MAI, USED.token) == USED
        assert work.forms.forget(BAN_MAI, USED.expires - timedelta(seconds=1), TODAY) == 0
        assert work.forms.forget(BAN_MAI, USED.expires, TODAY) == 1
        assert work.forms.find(BAN_MAI, USED.token) is None
        assert work.forms.find(NONG_BUA, USED.token) == USED


def test_day_has_one_key_until_it_is_erased(store: SealedStore) -> None:
    with store.begin() as work:
        assert work.forms.day_key(BAN_MAI, TODAY) is None
        assert work.forms.make_day_key(BAN_MAI, TODAY, b"first") == b"first"
        assert work.forms.make_day_key(BAN_MAI, TODAY, b"second") == b"first"
        assert work.forms.make_day_key(NONG_BUA, TODAY, b"theirs") == b"theirs"
        assert work.forms.forget(BAN_MAI, NOON, TODAY) == 0
        assert work.forms.forget(BAN_MAI, NOON, TODAY + timedelta(days=1)) == 1
        assert work.forms.day_key(BAN_MAI, TODAY) is None
        assert work.forms.day_key(NONG_BUA, TODAY) == b"theirs"


def test_counters_add_up_by_agency(store: SealedStore) -> None:
    with store.begin() as work:
        for by in (1, 1, 1, -1):
            work.counters.move(BAN_MAI, "2570Q1", "cases", "in_progress", by)
        work.counters.move(BAN_MAI, "2570Q1", "category", "bribery", 1)
        work.counters.move(NONG_BUA, "2570Q1", "cases", "in_progress", 7)
        assert work.counters.of(BAN_MAI, "cases") == {("2570Q1", "in_progress"): 2}
        assert work.counters.of(BAN_MAI, "category") == {("2570Q1", "bribery"): 1}


def test_snapshot_once_frozen_never_changes(store: SealedStore) -> None:
    first = Snapshot(date(2026, 10, 1), (PeriodCounts("2569", 1, 2),))
    later = Snapshot(
        date(2027, 1, 1),
        (PeriodCounts("2569", 2, 1), PeriodCounts("2570Q1", 0, 4, carried=1)),
        (AverageDays("2569", "", 81, 12), AverageDays("2569", "budget", 80, 9)),
        (CategoryCount("2569", "budget", 12), CategoryCount("2569", "other", 8)),
    )
    with store.begin() as work:
        assert work.snapshots.freeze(BAN_MAI, first)
        assert not work.snapshots.freeze(BAN_MAI, replace(first, counts=(PeriodCounts("2569", 9, 9),)))
        assert work.snapshots.freeze(BAN_MAI, later)
        assert work.snapshots.all(BAN_MAI) == [later, first]
        assert work.snapshots.all(NONG_BUA) == []


def test_officers_are_listed_by_name_and_dropped_with_their_lock(store: SealedStore) -> None:
    ploy, kamnan = Officer(PLOY, "ข พลอย", b"1" * 32), Officer(KAMNAN, "ก กำนัน", b"2" * 32)
    with store.begin() as work:
        assert work.officers.add(BAN_MAI, ploy, LOCK)
        assert not work.officers.add(BAN_MAI, replace(ploy, name="อื่น"), LOCK)
        assert work.officers.add(BAN_MAI, kamnan, LOCK)
        assert work.officers.add(NONG_BUA, ploy, LOCK)
        assert work.officers.all(BAN_MAI) == [kamnan, ploy]
        assert work.officers.lock_of(BAN_MAI, PLOY) == LOCK
        assert (work.officers.drop(BAN_MAI, PLOY), work.officers.drop(BAN_MAI, PLOY)) == (True, False)
        assert work.officers.lock_of(BAN_MAI, PLOY) is None
        assert work.officers.lock_of(NONG_BUA, PLOY) == LOCK


def test_waiting_officer_is_approved_once_with_the_key_that_was_seen(store: SealedStore) -> None:
    waiting = Officer(PLOY, "พลอย", b"1" * 32, approved=False)
    with store.begin() as work:
        for agency in (BAN_MAI, NONG_BUA):
            assert work.officers.add(agency, waiting, LOCK)
        assert work.officers.approve(BAN_MAI, PLOY, b"2" * 32) is False
        assert [work.officers.approve(BAN_MAI, PLOY, waiting.public) for _ in range(2)] == [True, False]
        assert work.officers.all(BAN_MAI) == [replace(waiting, approved=True)]
        assert work.officers.all(NONG_BUA) == [waiting]


def test_recovery_key_is_one_per_agency(store: SealedStore) -> None:
    with store.begin() as work:
        assert work.recoveries.get(BAN_MAI) is None
        work.recoveries.put(BAN_MAI, Recovery(b"1" * 32, proved=False, challenge=b"awaited"))
        work.recoveries.put(BAN_MAI, Recovery(b"1" * 32, proved=True))
        assert work.recoveries.get(BAN_MAI) == Recovery(b"1" * 32, proved=True)
        assert work.recoveries.get(NONG_BUA) is None


def test_audit_numbers_run_by_agency(store: SealedStore) -> None:
    with store.begin() as work:
        for agency, action in ((BAN_MAI, "one"), (NONG_BUA, "theirs"), (BAN_MAI, "two")):
            work.audit.add(agency, TODAY, "o1", action)
        ours, theirs = work.audit.chain(BAN_MAI), work.audit.chain(NONG_BUA)
    assert [(link.entry.n, link.entry.action) for link in ours[0]] == [(1, "one"), (2, "two")]
    assert [(link.entry.n, link.entry.action) for link in theirs[0]] == [(1, "theirs")]
    assert (ours[1].count, theirs[1].count) == (2, 1)


def test_audit_enters_sums_of_past_days_before_the_next_entry(store: SealedStore) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with store.begin() as work:
        for _ in range(3):
            work.audit.tally(BAN_MAI, TODAY, "filed")
        work.audit.add(BAN_MAI, TODAY, "o1", "same day")
        work.audit.add(BAN_MAI, tomorrow, "o1", "next day")
        work.audit.settle(BAN_MAI, tomorrow)
        entries = [link.entry for link in work.audit.chain(BAN_MAI)[0]]
    assert [(one.day, one.action, one.reason) for one in entries] == [
        (TODAY, "same day", ""),
        (TODAY, "filed", "3"),
        (tomorrow, "next day", ""),
    ]


def test_audit_of_an_agency_without_entries_is_empty(store: SealedStore) -> None:
    with store.read() as work:
        assert work.audit.chain(BAN_MAI) == ([], Head())


def test_transaction_that_fails_keeps_nothing(store: SealedStore) -> None:
    with pytest.raises(RuntimeError, match="power cut"), store.begin() as work:
        work.cases.add(BAN_MAI, CASE)
        raise RuntimeError("power cut")
    with store.read() as work:
        assert work.cases.all(BAN_MAI) == []


# -- the whole journey in each layout


def test_report_travels_from_the_form_to_its_officer_and_back(store: SealedStore, clock: FrozenClock) -> None:
    room = cheap_room(store.engine.url.render_as_string(hide_password=False), clock)
    here, there = staffed(room, BAN_MAI), staffed(room, NONG_BUA)
    form = new_id()
    receipt = here.file(replace(REPORT, exclude=(KAMNAN,), contact="081"), form)
    assert here.file(replace(REPORT, exclude=(KAMNAN,), contact="081"), form) == receipt
    (reference,) = here.references(PLOY)
    assert (here.references(KAMNAN), there.references(PLOY)) == ([], [])
    reader = room.reader(BAN_MAI, here.keys[PLOY])
    assert reader.open(reference).report == replace(REPORT, exclude=(KAMNAN,))
    assert reader.contact(reference, "ถามเพิ่ม") == "081"
    reader.write(reference, "ได้รับแล้ว")
    reader.close(reference, Outcome.DONE)
    assert [said.text for said in room.follow(BAN_MAI, receipt.shown).messages] == ["ได้รับแล้ว"]
    with pytest.raises(Refused, match=r"^receipt_unknown$"):
        room.follow(NONG_BUA, receipt.shown)
    assert room.statistics(BAN_MAI, TODAY).of("2570") == PeriodCounts("2570", 1, 0)
    assert room.publish_snapshot(BAN_MAI, TODAY)
    assert room.published(BAN_MAI)[0].of("2570") == PeriodCounts("2570", 1, 0)
    assert room.check_audit(BAN_MAI, here.audit_seed).holds
    room.tidy(BAN_MAI)
    room.leave(BAN_MAI, PLOY)
    assert here.references(PLOY) == []
    room.close()


def test_message_sent_by_many_taps_at_once_is_there_once(
    store: SealedStore, tmp_path: Path, clock: FrozenClock
) -> None:
    room = FraudRoom(store, KeyFile.fresh(), clock, CHEAP, memory=ShortMemory(tmp_path / "short"), space=lambda: True)
    receipt = staffed(room, BAN_MAI).file()
    cookie, _ = room.reporter.sign_in(BAN_MAI, receipt.digits)
    form, ready = new_id(), Barrier(4)

    def tap(_: int) -> None:
        ready.wait()
        room.reporter.say(BAN_MAI, cookie, "ข้อความ", form)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(tap, range(4)))
    assert [one.text for one in room.reporter.look(BAN_MAI, cookie).messages] == ["ข้อความ"]


def test_exceptions_of_the_database_show_no_parameter(store: SealedStore) -> None:
    row = {"agency": "banmai", "reference": "AAAA2222", "sealed": b"canary"}
    with store.begin() as work:
        work.connection.execute(tables.case_contacts.insert().values(row))
    with pytest.raises(Exception, match="hide_parameters") as failed, store.begin() as work:
        work.connection.execute(tables.case_contacts.insert().values(row))
    assert "canary" not in str(failed.value)


def test_postgres_keeps_the_sealed_tables_in_their_own_schema(postgres_url: str) -> None:
    migrate(postgres_url)
    engine = sealed_engine(postgres_url)
    assert inspect(engine).get_table_names(schema="public") == []
    with engine.connect() as connection:
        assert connection.execute(select(tables.cases)).all() == []
    engine.dispose()
