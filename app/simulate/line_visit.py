"""Answering in the chat: people look at the newest bubble and do what it asks, each in their own way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.simulate import texts
from app.simulate.browser import Browser, Gone
from app.simulate.chat_reading import Seen, reviewed
from app.simulate.diary import Visit
from app.simulate.line import Phone
from app.simulate.people import chosen
from app.simulate.talking import Silence, Talk
from bot import texts as said
from surveys.instruments import Item

_STEPS = 80
_DETOUR_EVERY = 0.35


def play(visit: Visit, phone: Phone, browser: Browser, items: Sequence[Item]) -> None:
    """One visit, from the scanned poster on; `visit` is its record."""
    # Known beforehand: words typed while the office was silent may answer an item that this person never sees, and
    # the review then lists it by its label.
    labels = {item.id: {option.label: option.position for option in item.options} for item in items}
    sitting = _Sitting(visit, Talk(visit, phone), browser, tuple(item.id for item in items), labels)
    try:
        sitting.go()
    except (Silence, Gone):
        visit.ended = "stuck"
    visit.resent = browser.resent


@dataclass
class _Sitting:
    visit: Visit
    talk: Talk
    browser: Browser
    items: tuple[str, ...]
    labels: dict[str, dict[str, int]]
    """Item -> what its options are called, and their positions."""
    sent: bool = False
    detours: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        return self.visit.plan.kind.name

    def go(self) -> None:
        seen = self._open()
        for _ in range(_STEPS):
            if seen.state in ("thanked", "already"):
                self._end(seen)
                return
            answered = len(self.items) if seen.state == "review" else seen.at - 1
            if self.visit.plan.kind.leaves and answered >= self.visit.plan.stop_after:
                self.visit.ended = "abandoned"
                return
            if self.kind == "comes_back" and answered >= self.visit.plan.stop_after and "pause" not in self.detours:
                self.detours.add("pause")
                self.visit.think(60, 600)
                seen = self._open()
                continue
            seen = self._send(seen) if seen.state == "review" else self._item(seen)
        self.visit.ended = "stuck"
        self.visit.strange["endless"] += 1

    def _end(self, seen: Seen) -> None:
        visit = self.visit
        visit.ended = "completed" if self.sent else "stuck"
        if not self.sent:
            visit.strange[f"{seen.state} before sending"] += 1
        if self.kind == "tries_twice" and self.sent and "twice" not in self.detours:
            self.detours.add("twice")
            again = self._open()
            visit.strange["asked_again"] += again.state != "already"

    # -- the ways of doing things

    def _open(self) -> Seen:
        """Scan the poster, or type what it says; the first bubble."""
        visit, phone = self.visit, self.talk.phone
        page = self.browser.get(f"/q/{visit.plan.point}")
        drafts = (phone.open(link) for link in page.links if "/chat" in link or "line.me" in link)
        draft = next((text for text in drafts if text), "")
        if not draft:
            visit.strange["no_chat_link"] += 1
            raise Silence
        if self.kind == "pc":
            visit.type(draft)
            return self.talk.hear(lambda: phone.type(draft))
        visit.taps_on_the_way += 1
        visit.tap()
        return self.talk.hear(phone.send_draft, again=lambda: phone.type(draft))

    def _item(self, seen: Seen) -> Seen:
        visit, item = self.visit, self.items[seen.at - 1]
        detour = self._detour(seen)
        if detour is not None:
            return detour
        luck = visit.plan.luck[seen.at - 1]
        if self.kind == "skips_and_undoes" and seen.at > 1 and luck < 0.4:
            visit.answers.pop(item, None)
            return self.talk.tap(seen, said.SKIP_LONG)
        position, label = seen.options[chosen(luck, len(seen.options)) - 1]
        visit.answers[item] = position
        words = self._worded(position, label)
        return self.talk.type(words) if words else self.talk.tap(seen, label)

    def _worded(self, position: int, label: str) -> str:
        """How those who type put it; "" for those who tap."""
        match self.kind:
            case "thai_digits":
                return str(position).translate(texts.THAI_DIGITS)
            case "pc":
                return str(position)
            case "types_slowly":
                spoken = label.removeprefix(f"{position}. ")
                return self.visit.chance.choice((spoken, spoken, f"{position} ค่ะ", f"ข้อ {position}"))
        return ""

    def _detour(self, seen: Seen) -> Seen | None:
        """What comes between: once an item at most, so that everybody arrives."""
        visit, at = self.visit, f"{seen.at}"
        if at in self.detours or visit.chance.random() > _DETOUR_EVERY:
            return None
        if self.kind == "wrong_words":
            self.detours.add(at)
            if visit.chance.random() < 0.2:
                visit.tap()
                return self.talk.hear(self.talk.phone.sticker)
            return self.talk.type(visit.chance.choice((*texts.NONSENSE, *texts.QUESTIONS)))
        if self.kind == "skips_and_undoes" and seen.at > 1:
            self.detours.add(at)
            return self.talk.tap(seen, said.BACK_LONG)
        return None

    def _send(self, seen: Seen) -> Seen:
        """Read what will be sent, and send it: that is what they said, whatever they had meant to."""
        listed = reviewed(seen.screen)
        self.visit.strange["unreadable_review"] += not listed
        for at, said_there in listed.items():
            item = self.items[at - 1]
            shown = self.labels[item].get(said_there)
            if shown != self.visit.answers.get(item):
                self.visit.misread += 1
                self.visit.answers.pop(item, None)
                self.visit.answers |= {item: shown} if shown else {}
        self.sent = True
        if self.kind in ("pc", "thai_digits", "types_slowly"):
            return self.talk.type(said.SEND)
        return self.talk.tap(seen, said.SEND_LONG)
