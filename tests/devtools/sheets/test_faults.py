"""Things that go wrong on purpose."""

from collections.abc import Iterator

import pytest
import requests

from devtools.sheets import Emulator, Running, serve
from devtools.sheets.faults import BadFault, Faults, parse

ADD = {"requests": [{"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 1}}]}


@pytest.fixture
def google(request: pytest.FixtureRequest) -> Iterator[Running]:
    engine = Emulator(faults=[request.param], check=True)
    engine.add("book")
    with serve(emulator=engine) as running:
        yield running
    assert engine.violations == []


def add(google: Running) -> requests.Response:
    url = f"{google.url}/v4/spreadsheets/book:batchUpdate"
    return requests.post(url, json=ADD, headers={"Authorization": "Bearer x"}, timeout=5)


def rows(google: Running) -> int:
    return google.emulator.books.get("book").sheets[0].rows


@pytest.mark.parametrize(
    ("google", "status", "kind", "grown"),
    [
        ("before:503:@1", 503, "application/json; charset=UTF-8", 1000),
        ("after:503:@1", 503, "application/json; charset=UTF-8", 1001),
        ("html:502:@1", 502, "text/html; charset=UTF-8", 1001),
        ("truncated:@1", 200, "application/json; charset=UTF-8", 1001),
        ("empty:@1", 200, "application/json; charset=UTF-8", 1001),
        ("slow:0.01:@1", 200, "application/json; charset=UTF-8", 1001),
    ],
    indirect=["google"],
)
def test_fault_answers_as_asked(google: Running, status: int, kind: str, grown: int) -> None:
    answer = add(google)
    assert (answer.status_code, answer.headers["Content-Type"], rows(google)) == (status, kind, grown)
    assert add(google).status_code == 200  # only the first was to be hit


@pytest.mark.parametrize(("google", "grown"), [("drop:@1", 1001), ("drop_before:@1", 1000)], indirect=["google"])
def test_fault_drop_closes_the_connection(google: Running, grown: int) -> None:
    with pytest.raises(requests.ConnectionError):
        add(google)
    assert rows(google) == grown


@pytest.mark.parametrize("google", ["late:2:@1"], indirect=True)
def test_fault_late_happens_after_later_writes(google: Running) -> None:
    with pytest.raises(requests.ConnectionError):
        add(google)
    seen = []
    for _ in range(3):
        add(google)
        seen.append(rows(google))
    assert seen == [1001, 1003, 1004]


@pytest.mark.parametrize("google", ["later:170:@1"], indirect=True)
def test_fault_later_happens_when_its_time_has_come(google: Running) -> None:
    url = f"{google.url}/v4/spreadsheets/book/values/A1:append?valueInputOption=RAW"
    with pytest.raises(requests.ConnectionError):
        requests.post(url, json={"values": [["late"]]}, headers={"Authorization": "Bearer x"}, timeout=5)
    add(google)
    google.emulator.skipped += 100
    add(google)
    assert google.emulator.values("book", "Sheet1") == []
    google.emulator.skipped += 71
    add(google)
    assert google.emulator.values("book", "Sheet1") == [["late"]]


def test_fault_rate_of_equal_seeds_hits_the_same_requests() -> None:
    def hits(seed: int) -> list[bool]:
        faults = Faults(["before:503:0.3"], seed)
        return [faults.next(True) is not None for _ in range(200)]

    assert hits(1) == hits(1)
    assert hits(1) != hits(2)
    assert 40 < sum(hits(1)) < 80


def test_fault_leaves_reads_alone_unless_told() -> None:
    assert Faults(["before:503:1"]).next(False) is None
    assert Faults(["before:503:1:all"]).next(False) is not None


@pytest.mark.parametrize("text", ["", "boom:1", "before:0.3", "drop:503:0.3", "before:x:0.3", "drop:@a", "drop:often"])
def test_fault_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(BadFault):
        parse(text)
