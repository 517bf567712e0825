"""The surveys room's stores in memory, and a unit of work around them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kernel.agency import Agency
from surveys.records import Response, Round, Waiting
from tests.fakes.qa import FakeJobs
from tests.fakes.vault import GlassVault


class FakeRounds:
    """Rounds and secrets in dicts."""

    def __init__(self) -> None:
        self._rounds: dict[tuple[str, str], Round] = {}
        self._secrets: dict[tuple[str, str], bytes] = {}

    def add(self, agency: Agency, round_: Round, secret: bytes) -> bool:
        key = (agency.code, round_.id)
        if key in self._rounds:
            return False
        self._rounds[key], self._secrets[key] = round_, secret
        return True

    def get(self, agency: Agency, round_id: str) -> Round | None:
        return self._rounds.get((agency.code, round_id))

    def all(self, agency: Agency) -> list[Round]:
        mine = [round_ for (code, _), round_ in self._rounds.items() if code == agency.code]
        return sorted(mine, key=lambda round_: (-round_.opens_on.toordinal(), round_.id))

    def secret(self, agency: Agency, round_id: str) -> bytes | None:
        return self._secrets.get((agency.code, round_id))

    def close(self, agency: Agency, round_id: str) -> None:
        key = (agency.code, round_id)
        if key in self._rounds:
            self._secrets.pop(key, None)
            self._rounds[key] = replace(self._rounds[key], closed=True)


class FakeBallots:
    """Ballots by agency, round and mark; None once emptied."""

    def __init__(self) -> None:
        self._box: dict[tuple[str, str, str], Waiting | None] = {}

    def add(self, agency: Agency, round_id: str, mark: str, payload: bytes, day: date) -> bool:
        key = (agency.code, round_id, mark)
        if key in self._box:
            return False
        self._box[key] = Waiting(round_id, mark, payload, day)
        return True

    def has(self, agency: Agency, round_id: str, mark: str) -> bool:
        return (agency.code, round_id, mark) in self._box

    def waiting(self, agency: Agency) -> list[Waiting]:
        mine = [one for (code, _, _), one in self._box.items() if code == agency.code and one is not None]
        return sorted(mine, key=lambda one: (one.round, one.mark))

    def waiting_count(self, agency: Agency, round_id: str) -> int:
        return sum(1 for one in self.waiting(agency) if one.round == round_id)

    def empty(self, agency: Agency, round_id: str, marks: Sequence[str]) -> None:
        for mark in marks:
            if (agency.code, round_id, mark) in self._box:
                self._box[agency.code, round_id, mark] = None


class FakeResponses:
    """Published answers in a list per agency."""

    def __init__(self) -> None:
        self._rows: dict[str, list[Response]] = {}

    def last_place(self, agency: Agency) -> int:
        return max((row.place for row in self._rows.get(agency.code, [])), default=0)

    def add_all(self, agency: Agency, responses: Sequence[Response]) -> None:
        self._rows.setdefault(agency.code, []).extend(responses)

    def of_round(self, agency: Agency, round_id: str) -> list[Response]:
        return [row for row in self.all(agency) if row.round == round_id]

    def all(self, agency: Agency) -> list[Response]:
        return sorted(self._rows.get(agency.code, []), key=lambda row: row.place)


class FakeSurveyWork:
    """A unit of work holding only what this room uses."""

    def __init__(self) -> None:
        self.rounds = FakeRounds()
        self.ballots = FakeBallots()
        self.responses = FakeResponses()
        self.jobs = FakeJobs()
        self.vault = GlassVault()
