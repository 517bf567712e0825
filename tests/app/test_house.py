"""The wiring: what is opened is closed, and the demo office says what it is."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from app.factories import create_app
from app.house import House
from app.settings import Settings
from kernel.agency import is_code
from sheets_sync.lease import Lease
from tests.cast import BAN_MAI, TAX_COUNTER
from tests.fakes.clock import FrozenClock


def _open_files(folder: Path) -> list[str]:
    """What this process holds open below a folder."""
    targets = [link.resolve() for link in Path("/proc/self/fd").iterdir()]
    return sorted(str(target) for target in targets if target.is_relative_to(folder))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="this system does not list a process's open files")
def test_closed_house_holds_no_file_and_no_thread_of_its_worker(house: House) -> None:
    worker, _ = house.event_worker, house.stores()
    worker._dispatch.run(("banmai", "somebody"), lambda: None)
    with house.workplace.begin(), house.sealed.begin():
        assert len(_open_files(house.settings.data)) >= 4
    house.close()
    assert _open_files(house.settings.data) == []
    assert house.event_worker is not worker
    assert [thread.is_alive() for thread in worker._dispatch._threads] == [False]


@pytest.mark.parametrize("demo", [True, False])
def test_every_page_of_the_demo_office_says_that_it_is_one(tmp_path: Path, clock: FrozenClock, demo: bool) -> None:
    house = House(Settings(data=tmp_path / "data"), clock)
    house.migrate()
    with house.workplace.begin() as work:
        work.agencies.add(replace(BAN_MAI, demo=demo))
        work.points.add(BAN_MAI, TAX_COUNTER)
    client, code = create_app(house).test_client(), TAX_COUNTER.code
    paths = ["/a/banmai", "/a/banmai/statistics", "/a/banmai/privacy", f"/q/{code}", f"/s/{code}", "/f/banmai"]
    said = {path: "ระบบสาธิต ข้อมูลสมมติ (demo)" in client.get(path).text for path in paths}
    assert said == dict.fromkeys(paths, demo)
    house.close()


@pytest.mark.parametrize("code", ["ab", "banmai", "a" * 32, "a-b-2"])
def test_agency_code_is_known_as_one(code: str) -> None:
    assert is_code(code)


@pytest.mark.parametrize("code", ["", "a", "a" * 33, "-ab", "ab-", "Ab", "a b", "ก" * 4, "ab\n", "a_b"])
def test_what_is_no_agency_code_is_told_apart(code: str) -> None:
    assert not is_code(code)


def test_downloaded_workbook_holds_the_figures_of_this_moment(house: House) -> None:
    house.workbooks.freshen(BAN_MAI)
    with house.workplace.begin() as work:
        work.points.add(BAN_MAI, replace(TAX_COUNTER, code="QX7K", name="จุดใหม่"))
    house.workbooks.freshen(BAN_MAI)  # in the pause that keeps the worker from writing again
    newest = house.workbooks.newest(BAN_MAI)
    assert newest is not None
    book = openpyxl.load_workbook(newest, read_only=True)
    assert "จุดใหม่" in [cell for row in book["จุดบริการ"].iter_rows(values_only=True) for cell in row]
    book.close()


def test_workbook_that_another_run_writes_is_left_to_it(house: House) -> None:
    lease = Lease(house.workplace, BAN_MAI, house.clock)
    lease.take()
    house.workbooks.freshen(BAN_MAI)
    assert house.workbooks.newest(BAN_MAI) is None
    lease.release()
    house.workbooks.freshen(BAN_MAI)
    assert house.workbooks.newest(BAN_MAI) is not None
