"""What is told beside the answers: age, sex and education, and a comment. No answer ever knows whose they are.

They come on a page of their own after sending, wait sealed under a random key, and leave in a batch: profiles become
counts, comments are shuffled under new keys. No row of theirs shares a value with a ballot or a response, and a
comment is kept apart from the profile that came with it. Fewer than five of a kind wait for others, until their round
ends.
"""

import json
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Protocol

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from kernel.codes import new_id
from kernel.errors import Refused
from kernel.jobs import Jobs
from kernel.vault import Vault
from surveys.opening import opened
from surveys.ports import AsideStore, RoundStore
from surveys.records import BATCH, PUBLISH_JOB, Comment, SealedAside

AGES = {
    "u20": "ต่ำกว่า 20 ปี",
    "20-30": "20 - 30 ปี",
    "31-40": "31 - 40 ปี",
    "41-50": "41 - 50 ปี",
    "51-60": "51 - 60 ปี",
    "o60": "มากกว่า 60 ปี",
}
"""Age bands as ITAS prints them."""

SEXES = {"m": "ชาย", "f": "หญิง", "x": "อื่นๆ"}

EDUCATION = {
    "primary": "ประถมศึกษาหรือต่ำกว่า",
    "lower": "มัธยมศึกษาตอนต้น",
    "upper": "มัธยมศึกษาตอนปลาย หรือ ปวช.",
    "diploma": "อนุปริญญา หรือ ปวส.",
    "bachelor": "ปริญญาตรี",
    "higher": "สูงกว่าปริญญาตรี",
}
"""Only the first band of the official table is known to us; the others are the usual ones."""

COMMENT_LIMIT = 2000
"""Characters of one comment; a longer one is refused with every word kept on the page."""

ASIDE_BYTES = 8192
"""Every sealed aside, and every sealed comment, is this long before sealing: its length says nothing."""


@dataclass(frozen=True)
class Profile:
    """Keys of AGES, SEXES and EDUCATION; "" is not told."""

    age: str = ""
    sex: str = ""
    education: str = ""

    @property
    def told(self) -> bool:
        """Whether anything was told."""
        return bool(self.age or self.sex or self.education)


@dataclass(frozen=True)
class Aside:
    """What one person adds after sending."""

    profile: Profile = Profile()
    comment: str = field(default="", repr=False)


class AsideWork(Protocol):
    """One open transaction, as far as asides may see it: no ballot, no response."""

    @property
    def rounds(self) -> RoundStore: ...
    @property
    def asides(self) -> AsideStore: ...
    @property
    def jobs(self) -> Jobs: ...
    @property
    def vault(self) -> Vault: ...


def tell(work: AsideWork, agency: Agency, round_id: str, aside: Aside, *, form: str, clock: Clock) -> int:
    """Keep what was told, sealed; the same `form` twice is one while it waits. Returns how many rows it became, 0 to 2.

    form -- the random number of the page it was told on
    Raises Refused: round_closed, bad_profile, comment_long.
    """
    round_ = work.rounds.get(agency, round_id)
    if round_ is None or not round_.open_on(bangkok_day(clock.now())):
        raise Refused("round_closed")
    comment = check(aside)
    said: list[dict[str, str]] = [asdict(aside.profile)] if aside.profile.told else []
    said += [{"comment": comment}] if comment else []
    for part in said:
        key = work.vault.mark("aside", agency.code, round_id, form, *sorted(part))
        sealed = work.vault.seal("aside", f"{agency.code}/{round_id}/{key}", _padded(part))
        work.asides.add(agency, SealedAside(round_id, key, sealed))
    if said and sum(1 for one in work.asides.waiting(agency) if one.round == round_id) >= BATCH:
        work.jobs.put(agency, PUBLISH_JOB)
    return len(said)


def keep_words(work: AsideWork, agency: Agency, round_id: str, words: Mapping[str, str]) -> None:
    """Keep the words of text items apart from the other answers, each under a random key of its own."""
    for item_id, said in words.items():
        key = new_id()
        sealed = work.vault.seal(
            "aside", f"{agency.code}/{round_id}/{key}", _padded({"comment": said, "item": item_id})
        )
        work.asides.add(agency, SealedAside(round_id, key, sealed))


def check(aside: Aside) -> str:
    """The comment as it is kept. Raises Refused: bad_profile, comment_long."""
    profile = aside.profile
    known = [profile.age in {"", *AGES}, profile.sex in {"", *SEXES}, profile.education in {"", *EDUCATION}]
    if not all(known):
        raise Refused("bad_profile")
    comment = "".join(sign for sign in aside.comment if sign in "\n\t" or sign.isprintable()).strip()
    if len(comment) > COMMENT_LIMIT:
        raise Refused("comment_long", limit=COMMENT_LIMIT, got=len(comment))
    return comment.encode("utf-8", "ignore").decode()


def publish_asides(work: AsideWork, agency: Agency, clock: Clock, *, rng: random.Random | None = None) -> int:
    """Publish what five or more people told of one kind in a round, and all of an ended round; returns how many.

    Kinds are profiles, comments, and the words given to each item: one person tells of each kind once. What does not
    open any more stays where it is. Repeating it is harmless.
    """
    today, chance = bangkok_day(clock.now()), rng or random.SystemRandom()
    by_round: dict[str, list[SealedAside]] = {}
    for aside in work.asides.waiting(agency):
        by_round.setdefault(aside.round, []).append(aside)
    published = 0
    for round_id, waiting in by_round.items():
        round_ = work.rounds.get(agency, round_id)
        for told in _by_kind(work, agency, waiting):
            if len(told) >= BATCH or round_ is None or not round_.open_on(today):
                _publish(work, agency, round_id, told, chance, clock)
                published += len(told)
    return published


def profiles(work: AsideWork, agency: Agency, round_id: str) -> dict[Profile, int]:
    """How many told what, published batches only. Small cells are the caller's to suppress."""
    return {Profile(*told): n for told, n in work.asides.counts(agency, round_id).items()}


def comments(work: AsideWork, agency: Agency, round_id: str, item: str = "") -> list[str]:
    """The published comments in random order, or the words given to one text item of an agency's questionnaire.

    One that does not open any more is left out.
    """
    kept = [(one, f"{agency.code}/{one.key}", one.sealed) for one in work.asides.comments(agency, round_id)]
    said = (told for _, told in opened(work.vault, "comment", kept))
    return [str(told["comment"]) for told in said if told.get("item", "") == item]


_Told = list[tuple[SealedAside, dict[str, Any]]]


def _by_kind(work: AsideWork, agency: Agency, waiting: list[SealedAside]) -> list[_Told]:
    kinds: dict[str | None, _Told] = {}
    kept = [(one, f"{agency.code}/{one.round}/{one.key}", one.sealed) for one in waiting]
    for one, said in opened(work.vault, "aside", kept):
        kinds.setdefault(said.get("item", "") if "comment" in said else None, []).append((one, said))
    return list(kinds.values())


def _publish(
    work: AsideWork, agency: Agency, round_id: str, waiting: _Told, chance: random.Random, clock: Clock
) -> None:
    everything = [said for _, said in waiting]
    told = Counter((one["age"], one["sex"], one["education"]) for one in everything if "comment" not in one)
    for profile, n in sorted(told.items()):
        work.asides.count(agency, round_id, profile, n)
    said = [one for one in everything if "comment" in one]
    chance.shuffle(said)
    day = bangkok_day(clock.now())
    # in key order, so that the place in the file says nothing
    for key, one in sorted(((new_id(), one) for one in said), key=lambda pair: pair[0]):
        sealed = work.vault.seal("comment", f"{agency.code}/{key}", _padded(one))
        work.asides.keep(agency, Comment(key, round_id, day, sealed))
    work.asides.drop(agency, [one for one, _ in waiting])


def _padded(part: Mapping[str, str]) -> bytes:
    return json.dumps(part, ensure_ascii=False).encode().ljust(ASIDE_BYTES)
