"""What a proof found: figures, and the claims that did not hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.proofs_office import Office
from benchmarks.proofs_town import Compared, Town

ROUNDS = 15
"""How often people write once more, so that what is held for them can ride on the reply."""


@dataclass
class Verdict:
    """Figures by dotted key, and sentences about what went wrong."""

    name: str
    figures: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def told(
        self, figures: Mapping[str, float], *, seconds: float, at_least: Mapping[str, float] | None = None
    ) -> Verdict:
        """The same with more figures; some must reach a size, or nothing was proved."""
        self.figures |= {f"{self.name}.{key}": value for key, value in figures.items()}
        self.figures[f"{self.name}.seconds"] = round(seconds, 1)
        for key, least in (at_least or {}).items():
            self.claim(figures[key] >= least, f"only {figures[key]} {key}: too few to prove anything")
        return self

    def claim(self, holds: bool, otherwise: str) -> None:
        """Note a claim that does not hold."""
        if not holds:
            self.wrong.append(otherwise)


def judge(
    name: str, town: Town, house: Office, *, patience_s: float, lapses: bool = False, order: bool = False
) -> Verdict:
    """Wait until everything has come to rest, let people fetch what is held for them, and count.

    lapses -- letters that the next message shows again anyway may have been let go
    order -- each chat must tell the order in which its citizen wrote
    """
    verdict = Verdict(name)
    verdict.claim(house.quiet(patience_s), f"not at rest after {patience_s:.0f} s: {house.waiting()} events wait")
    held = house.outbox()["waiting"]
    _fetch_held(town, house, verdict)
    found = town.compare()
    _judge_chats(verdict, found, lapses=lapses, order=order)
    _judge_store(verdict, town, house)
    broken = [str(one) for one in town.platform.violations]
    verdict.claim(not broken, f"{len(broken)} calls broke LINE's rules, e.g. {broken[:1]}")
    pushed = sum(call.status == 200 for call in town.platform.calls_to("push"))
    verdict.figures |= {
        f"{name}.people": len(town.citizens),
        f"{name}.events": sum(len(citizen.done) for citizen in town.citizens),
        f"{name}.webhook_requests": town.courier.requests,
        f"{name}.webhook_requests_unanswered": town.courier.unacknowledged,
        f"{name}.lost": found.lost.total(),
        f"{name}.duplicates": found.doubled.total(),
        f"{name}.lapsed": found.lapsed.total(),
        f"{name}.out_of_order": found.out_of_order,
        f"{name}.held_until_next_message": held,
        f"{name}.pushed": pushed,
        f"{name}.violations": len(broken),
    }
    return verdict


def _fetch_held(town: Town, house: Office, verdict: Verdict) -> None:
    for _ in range(ROUNDS):
        if not house.outbox()["waiting"]:
            return
        for delivery in [citizen.do(town.thanks()) for citizen in town.citizens]:
            delivery.wait(60)
        verdict.claim(house.quiet(60), "people's further messages were not answered")
    verdict.claim(not house.outbox()["waiting"], "held messages did not ride on the next reply")


def _judge_chats(verdict: Verdict, found: Compared, *, lapses: bool, order: bool) -> None:
    verdict.claim(not found.lost, f"lost: {_in_short(found.lost)}")
    verdict.claim(not found.doubled, f"seen twice, or unexpected: {_in_short(found.doubled)}")
    verdict.claim(lapses or not found.lapsed, f"lapsed without reason: {_in_short(found.lapsed)}")
    verdict.claim(not order or not found.out_of_order, f"{found.out_of_order} chats are out of order")


def _in_short(signs: Counter[str]) -> str:
    kinds: Counter[str] = Counter()
    for sign, by in signs.items():
        kinds[sign.split(":")[0]] += by
    return f"{dict(kinds)}, e.g. {sorted(signs)[:2]}"


def _judge_store(verdict: Verdict, town: Town, house: Office) -> None:
    """One effect each in the database: questions, ballots, answers, statistics."""
    signs = Counter(sign.split(":")[0] for one in town.citizens for doing in one.done for sign in doing.signs)
    asked = Counter(doing.words for one in town.citizens for doing in one.done if doing.signs == ("passed",))
    stored = house.asked()
    verdict.claim(stored == asked, f"questions: {len(asked - stored)} lost, {len(stored - asked)} twice")
    votes = house.votes()
    verdict.claim(votes == (signs["voted"],) * 2, f"{signs['voted']} finished the survey, (ballots, answers) = {votes}")
    counted = house.counted()
    for outcome, sign in (("answered", "answer"), ("passed_on", "passed"), ("survey", "voted")):
        verdict.claim(counted[outcome] == signs[sign], f"statistics: {outcome} {counted[outcome]} of {signs[sign]}")
    left = house.waiting(), dict(house.outbox())
    verdict.claim(left == (0, {}), f"left over (events, messages): {left}")
    verdict.figures |= {
        f"{verdict.name}.questions_stored": stored.total(),
        f"{verdict.name}.ballots": votes[0],
    }
