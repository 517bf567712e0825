"""Looking around in the knowledge base: categories, then their questions, by touch or by typed numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import buttons, messages, texts
from bot.buttons import Button
from bot.desk import Desk, Turn, short_key
from bot.messages import Component
from bot.state import Listed, State, Topic
from bot.topics import menu, numbered
from qa.normal import flat

LINES = 4
"""In one bubble: all of it stands on a small phone without scrolling."""
PAGE = 40
"""Lines of one message. With a bubble for going on that is 11 bubbles and, cut as they are, less than 40 KB."""
_SHOWN = 100
_SAID = 60


@dataclass(frozen=True)
class _Cut:
    """One page of a list."""

    first: int
    lines: Sequence[tuple[str, str]]
    onward: str
    before: str

    @property
    def last(self) -> int:
        return self.first + len(self.lines)


@dataclass(frozen=True)
class _List:
    """Lines to choose from: what each says, and the data of its button."""

    title: str
    lines: Sequence[tuple[str, str]]
    ref: str = ""
    """Of the category whose questions these are; "" for the list of categories."""

    def page(self, number: int) -> _Cut:
        """The page; the first one for a number that is not there."""
        first = number * PAGE if number * PAGE < len(self.lines) else 0
        onward = self._way(first // PAGE + 1) if first + PAGE < len(self.lines) else ""
        return _Cut(first, self.lines[first : first + PAGE], onward, self._way(first // PAGE - 1) if first else "")

    def _way(self, number: int) -> str:
        return buttons.data(buttons.BROWSE, c=self.ref, p=number)


def categories(desk: Desk, state: State, note: str = "", page: int = 0) -> Turn:
    """What there is to ask about."""
    known = desk.knowledge.categories()
    if not known:
        return menu.say(state, note or texts.ASK_AWAY)
    lines = [
        (texts.CATEGORY.format(name=name, count=len(entries)), buttons.data(buttons.BROWSE, c=_ref(name)))
        for name, entries in known.items()
    ]
    return _listed(desk, state, _List(texts.BROWSE, lines), page, note)


def questions(desk: Desk, state: State, ref: str, page: int = 0) -> Turn:
    """The questions of one category; all categories when it is gone."""
    known = desk.knowledge.categories()
    name = next((name for name in known if _ref(name) == ref), "")
    if not name:
        return categories(desk, state, texts.CATEGORY_GONE)
    lines = [(entry.question, buttons.data(buttons.ASK, q="", e=entry.id)) for entry in known[name]]
    kept = replace(state, topic=Topic(name, desk.now))
    return _listed(desk, kept, _List(name, lines, ref), page)


def named(desk: Desk, said: str) -> str:
    """The category whose name is all that was typed (given flat), as its button names it; "" when none is."""
    longest = max(map(len, desk.knowledge.categories()), default=0)
    if len(said) > longest:  # nearly all that people type: no name needs to be compared with it
        return ""
    return next((_ref(name) for name in desk.knowledge.categories() if flat(name) == said), "")


def tapped(desk: Desk, state: State, button: Button) -> Turn:
    """A category, or another page."""
    typed = button.get("p")
    page = int(typed) if len(typed) <= 3 and typed.isascii() and typed.isdigit() else 0
    return questions(desk, state, button.get("c"), page) if button.get("c") else categories(desk, state, page=page)


def onward(desk: Desk, state: State) -> Turn:
    """The typed word for the next page."""
    listed = numbered.live(state, desk.now)
    if listed is None or not listed.onward:
        return menu.say(state, texts.NOTHING_MORE)
    return tapped(desk, state, buttons.read(listed.onward))


def _listed(desk: Desk, state: State, found: _List, page: int, note: str = "") -> Turn:
    cut = found.page(page)
    typing = state.sitting is None  # in a running survey a number answers the survey
    pages = [_bubble(found, cut, at, typing) for at in range(cut.first, cut.last, LINES)]
    if cut.onward or cut.before:
        pages.append(_paging(found, cut))
    listed = [f"{at}. {messages.cut(label, _SAID)}" for at, (label, _) in enumerate(cut.lines, cut.first + 1)]
    alt = "\n".join([found.title, *listed, *([texts.TYPE_NUMBER] if typing else [])])
    shown = [*([messages.text(note)] if note else []), messages.carousel(alt, pages)]
    kept = replace(state, waiting_for="")
    if typing:
        kept = replace(kept, listed=Listed(tuple(data for _, data in cut.lines), desk.now, cut.onward, cut.first + 1))
    beside = (texts.BROWSE,) if found.ref else ()
    offered = (*((texts.ONWARD,) if cut.onward else ()), *beside, texts.PERSON, texts.MENU)
    return Turn(kept, messages.with_quick_replies(shown, offered), lasting=False)


def _bubble(found: _List, cut: _Cut, at: int, typing: bool) -> tuple[list[Component], list[Component]]:
    here = cut.lines[at - cut.first : at - cut.first + LINES]
    body = [messages.words(found.title, size="lg", bold=True)]
    body.append(messages.words(texts.TYPE_NUMBER if typing else texts.MENU_BODY, color=messages.QUIET))
    for number, (label, data) in enumerate(here, at + 1):
        named = f"{number}. {label}" if typing else label
        tap = messages.tells(named, data, messages.cut(label, _SAID))
        body.append(messages.choice(messages.cut(named, _SHOWN), tap))
    back = messages.tells(texts.OTHER_CATEGORIES, buttons.data(buttons.BROWSE))
    return body, [messages.button(back, quiet=True)] if found.ref else []


def _paging(found: _List, cut: _Cut) -> tuple[list[Component], list[Component]]:
    where = texts.PAGE_OF.format(first=cut.first + 1, last=cut.last, all=len(found.lines))
    ways = [(texts.ONWARD, cut.onward), (texts.PAGE_BEFORE, cut.before)]
    shown = [messages.button(messages.tells(label, data)) for label, data in ways if data]
    return [messages.words(found.title, size="lg", bold=True), messages.words(where)], shown


def _ref(category: str) -> str:
    # A name may hold what a button cannot carry.
    return short_key("category", category)
