"""A town that writes to the office, and a LINE that remembers what each of its people was shown.

Every event has an expected effect: a list of signs, each the name of one message that answers it. What a person's
chat holds at the end is held against what their events should have caused, sign by sign.
"""

import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bot import reading, texts, thread_texts
from devtools.line import Delivery, Person, Platform
from devtools.line.chat import Entry as Bubble
from devtools.line.courier import Courier
from kernel.agency import Agency
from qa.answering import KnowledgeBase
from surveys.instruments import DEFAULT, load

AGENCY = Agency("proof", "อบต.ทดสอบ", phone="0-2000-0000", push_limit=100_000)
SECRET, TOKEN, BOT = "proof-secret", "proof-token", "U" + "0" * 32
ITEMS = len(load(DEFAULT).items)
PASSING = ("consent", "item", "review", "menu")
"""Signs of letters that are shown again with the person's next message anyway: the product lets go of those whose
moment has passed, and says so (`Turn.lasting`)."""
_BESIDE = (texts.RIGHT_ANSWER, texts.DOOR_TITLE, texts.ABOUT_BODY, thread_texts.SEE_LATER)
_PRESENT = {texts.THANKED: "thanked", texts.SURVEY_THANKS: "voted"}


@dataclass(frozen=True)
class Doing:
    """One thing a citizen types, and the signs it must cause."""

    words: str
    signs: tuple[str, ...]


@dataclass
class Citizen:
    """A person and everything they did."""

    person: Person
    done: list[Doing] = field(default_factory=list)

    def do(self, doing: Doing) -> Delivery:
        """Type it; returns at once."""
        self.done.append(doing)
        delivery = self.person.send_text(doing.words)
        assert delivery is not None
        return delivery


class Town:
    """The fake LINE, its people, and what they know to ask."""

    def __init__(self, copies: Callable[[], int] = lambda: 0) -> None:
        self.platform = Platform()
        self.courier = Courier(self.platform, copies)
        self.platform.postman = self.courier
        self.channel = self.platform.add_channel(
            AGENCY.code, secret=SECRET, token=TOKEN, bot_user_id=BOT, basic_id="@proof", quota=None
        )
        self._answers: dict[str, str] = {}
        self._unknown = itertools.count(20_001)  # no number that somebody could ring up
        self.citizens: list[Citizen] = []

    def learn(self, knowledge: KnowledgeBase, questions: Sequence[str]) -> None:
        """Tell people which questions have one clear answer, and us which answer that is."""
        self._answers = {reading.parts(knowledge.reply(text).entries[0].entry.answer)[0]: text for text in questions}

    def move_in(self, people: int) -> None:
        """More people."""
        self.citizens += [Citizen(self.platform.add_person(f"คนที่ {n}")) for n in range(people)]

    # -- what there is to do

    def faq(self) -> Doing:
        """A question with one clear answer."""
        question = random.choice(list(self._answers.values()))
        return Doing(question, (f"answer:{question}",))

    def unknown(self) -> Doing:
        """A question nobody knows the answer to, each worded apart."""
        return Doing(f"ศาลาหลังที่ {next(self._unknown)} ทาสีอะไร", ("passed",))

    def menu(self) -> Doing:
        """The menu."""
        return Doing(texts.MENU, ("menu",))

    def thanks(self) -> Doing:
        """A word that needs no work: what is held for the person rides on its reply."""
        return Doing("ขอบคุณ", ("thanked",))

    def survey(self) -> list[Doing]:
        """A whole survey, typed."""
        start = Doing("ประเมิน", ("consent", "item:1"))
        answers = [Doing("1", (f"item:{n}",)) for n in range(2, ITEMS + 1)]
        return [start, *answers, Doing("1", ("review",)), Doing(texts.SEND, ("voted",))]

    def day(self) -> list[Doing]:
        """Everything a citizen may do in one visit, the survey in one piece."""
        beside = [[self.faq()], [self.faq()], [self.unknown()], [self.unknown()], [self.menu()]]
        pieces = [*beside, self.survey()]
        random.shuffle(pieces)
        return [doing for piece in pieces for doing in piece]

    # -- what was seen

    def seen(self, citizen: Citizen) -> list[str]:
        """The signs in the citizen's chat, in order."""
        with self.platform.lock:
            bubbles = [one for one in citizen.person.chat().entries if one.author == "bot"]
        return [sign for one in bubbles if (sign := self._sign(one)) is not None]

    def _sign(self, bubble: Bubble) -> str | None:
        text = bubble.text
        if text in self._answers:
            return f"answer:{self._answers[text]}"
        if text in _PRESENT:
            return _PRESENT[text]
        if text.startswith("ข้อ ") and bubble.message["type"] == "flex":
            return f"item:{text.split()[1]}"
        for start, sign in _STARTS.items():
            if text.startswith(start):
                return sign
        return None if any(beside in text for beside in _BESIDE) else f"strange:{text[:40]}"

    def compare(self) -> "Compared":
        """Expected against seen, over all people."""
        found = Compared()
        for citizen in self.citizens:
            expected = [sign for doing in citizen.done for sign in doing.signs]
            found.add(expected, self.seen(citizen))
        return found

    def close(self) -> None:
        """End the deliveries."""
        self.courier.closed = True
        self.courier.close()


_STARTS = {
    texts.PASSED_ON: "passed",
    texts.CONSENT.format(count=ITEMS): "consent",
    texts.REVIEW_TITLE: "review",
    f"{AGENCY.spoken_name}: {texts.MENU_BODY}": "menu",
}


@dataclass
class Compared:
    """What is missing and what is too much."""

    lost: Counter[str] = field(default_factory=Counter)
    lapsed: Counter[str] = field(default_factory=Counter)
    """Missing, but of the kind that is shown again with the next message."""
    doubled: Counter[str] = field(default_factory=Counter)
    out_of_order: int = 0
    """People whose chat tells another order than they wrote in."""

    def add(self, expected: Sequence[str], seen: Sequence[str]) -> None:
        """One person's chat."""
        missing, extra = Counter(expected) - Counter(seen), Counter(seen) - Counter(expected)
        for sign, by in missing.items():
            (self.lapsed if sign.split(":")[0] in PASSING else self.lost)[sign] += by
        self.doubled += extra
        self.out_of_order += not missing and not extra and list(expected) != list(seen)


def each_at_once(work: Iterable[Callable[[], None]], hands: int) -> None:
    """Do many things, `hands` at a time; the first error is raised."""
    with ThreadPoolExecutor(hands) as pool:
        for waiting in [pool.submit(one) for one in work]:
            waiting.result()
