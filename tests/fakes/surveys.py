"""The surveys room's stores in memory, and a unit of work around them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kernel.agency import Agency
from surveys.instruments import load
from surveys.library import Questionnaire
from surveys.records import Comment, DayCount, Response, Round, SealedAside, Waiting
from surveys.tally import ALL, Slice, Tally, count
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
        self.rows: dict[str, list[Response]] = {}

    def last_place(self, agency: Agency) -> int:
        return max((row.place for row in self.rows.get(agency.code, [])), default=0)

    def add_all(self, agency: Agency, responses: Sequence[Response]) -> None:
        self.rows.setdefault(agency.code, []).extend(responses)

    def of_round(self, agency: Agency, round_id: str) -> list[Response]:
        return [row for row in self.all(agency) if row.round == round_id]

    def days(self, agency: Agency, round_id: str) -> list[DayCount]:
        found = Counter((row.day, row.point, row.channel, row.flags) for row in self.of_round(agency, round_id))
        return [DayCount(*alike, n) for alike, n in found.items()]

    def all(self, agency: Agency) -> list[Response]:
        return sorted(self.rows.get(agency.code, []), key=lambda row: row.place)


class FakeTallies:
    """Counted anew from the fake rows whenever somebody asks."""

    def __init__(self, responses: FakeResponses) -> None:
        self._responses = responses

    def of_round(self, agency: Agency, round_id: str) -> dict[Slice, Tally]:
        return self._count(self._responses.of_round(agency, round_id))

    def of_every_agency(self, round_id: str) -> Iterator[tuple[str, dict[Slice, Tally]]]:
        for code in sorted(self._responses.rows):
            rows = [row for row in self._responses.rows[code] if row.round == round_id]
            if rows:
                yield code, {key: self._shown(key, one) for key, one in self._count(rows).items()}

    def _shown(self, key: Slice, tally: Tally) -> Tally:
        return tally if key.dimension == ALL else replace(tally, means={})

    def rebuild(self, agency: Agency) -> int:
        return len(self._responses.all(agency))

    def differing(self, agency: Agency) -> list[str]:
        return []

    def _count(self, rows: Sequence[Response]) -> dict[Slice, Tally]:
        return count(load(rows[0].instrument), rows) if rows else {}


class FakeQuestionnaires:
    """Own questionnaires in a dict."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, int], Questionnaire] = {}

    def hold(self, agency: Agency) -> None:
        """Nobody else is there."""

    def put(self, agency: Agency, questionnaire: Questionnaire) -> None:
        self._kept[agency.code, questionnaire.name, questionnaire.version] = questionnaire

    def get(self, agency: Agency, name: str, version: int) -> Questionnaire | None:
        return self._kept.get((agency.code, name, version))

    def all(self, agency: Agency) -> list[Questionnaire]:
        mine = [one for (code, _, _), one in self._kept.items() if code == agency.code]
        return sorted(mine, key=lambda one: (one.name, -one.version))


class FakeAsides:
    """Sealed asides, counts and comments in dicts."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str, str], SealedAside] = {}
        self._counts: Counter[tuple[str, str, tuple[str, str, str]]] = Counter()
        self._comments: dict[tuple[str, str], Comment] = {}

    def add(self, agency: Agency, aside: SealedAside) -> bool:
        key = (agency.code, aside.round, aside.key)
        fresh = key not in self._waiting
        self._waiting.setdefault(key, aside)
        return fresh

    def waiting(self, agency: Agency) -> list[SealedAside]:
        return [one for key, one in sorted(self._waiting.items()) if key[0] == agency.code]

    def drop(self, agency: Agency, asides: Sequence[SealedAside]) -> None:
        for one in asides:
            self._waiting.pop((agency.code, one.round, one.key), None)

    def count(self, agency: Agency, round_id: str, profile: tuple[str, str, str], by: int) -> None:
        self._counts[agency.code, round_id, profile] += by

    def counts(self, agency: Agency, round_id: str) -> dict[tuple[str, str, str], int]:
        return {key[2]: n for key, n in self._counts.items() if key[:2] == (agency.code, round_id)}

    def keep(self, agency: Agency, comment: Comment) -> None:
        self._comments[agency.code, comment.key] = comment

    def comments(self, agency: Agency, round_id: str) -> list[Comment]:
        return [one for key, one in sorted(self._comments.items()) if key[0] == agency.code and one.round == round_id]


class FakeSurveyWork:
    """A unit of work holding only what this room uses."""

    def __init__(self) -> None:
        self.rounds = FakeRounds()
        self.ballots = FakeBallots()
        self.responses = FakeResponses()
        self.asides = FakeAsides()
        self.questionnaires = FakeQuestionnaires()
        self.tallies = FakeTallies(self.responses)
        self.jobs = FakeJobs()
        self.vault = GlassVault()
