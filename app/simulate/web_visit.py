"""Answering on the web page: whatever forms the product shows are filled as a person fills them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from app.simulate import texts
from app.simulate.browser import Browser, Gone
from app.simulate.diary import Visit
from app.simulate.pages import Form, Page, Press
from app.simulate.people import chosen

SKIPPED = "0"
"""The value of "I do not know" among an item's options."""
_PASSES = 0.4
_PAGES = 30
"""More pages than any form of ours has."""
_MORE = 0.4
"""How many people fill the optional page after sending."""


def play(visit: Visit, browser: Browser, items: tuple[str, ...]) -> None:
    """One visit, from the scanned poster on; `visit` is its record."""
    try:
        _Sitting(visit, browser, items).go()
    except Gone:
        visit.ended = "stuck"
    visit.waited_s += browser.waited_s
    visit.resent = browser.resent


@dataclass
class _Sitting:
    visit: Visit
    browser: Browser
    items: tuple[str, ...]
    paused: bool = False

    @property
    def kind(self) -> str:
        return self.visit.plan.kind.name

    def go(self) -> None:
        visit, browser = self.visit, self.browser
        landing = browser.get(f"/q/{visit.plan.point}")
        door = next((link for link in landing.links if urlsplit(link).path.lower().startswith("/s/")), None)
        if door is None:
            visit.ended, visit.strange["no_form"] = "stuck", 1
            return
        visit.taps_on_the_way += 1
        self._answer(door)
        if visit.ended == "completed" and self.kind == "web_tries_twice":
            visit.strange["asked_again"] += self._form(browser.get(door)) is not None

    def _answer(self, door: str) -> None:
        """Answer and press on, page by page, until the word of thanks."""
        visit, page = self.visit, self.browser.get(door)
        for turned in range(_PAGES):
            if self._is_over(page):
                visit.ended = "completed"
                self._tell_more(page)
                return
            form = self._form(page)
            if form is None:
                break
            if turned >= visit.plan.stop_after and visit.plan.kind.leaves:
                visit.ended = "abandoned"
                return
            if turned >= visit.plan.stop_after and self.kind == "web_comes_back" and not self.paused:
                self.paused = True
                visit.think(60, 600)
                page = self.browser.get(door)
            else:
                page = self._pressed(page, form, *self._filled(form))
        visit.ended = "stuck"
        visit.strange[f"{page.status} {page.words[:60]}"] += 1

    def _is_over(self, page: Page) -> bool:
        return page.status == 200 and page.path.rstrip("/").endswith("/thanks")

    def _form(self, page: Page) -> Form | None:
        """The form that goes on: one with items in it, else the first that is sent by POST."""
        posted = [form for form in page.forms if form.method == "post" and "/s/" in (form.action or page.path).lower()]
        asking = [form for form in posted if self._group_of(form) or self._item_of(form)]
        return next(iter(asking or posted), None)

    def _group_of(self, form: Form) -> list[str]:
        """The radio groups that are named after items: all questions on one page."""
        return [name for name in form.groups if name in self.items]

    def _item_of(self, form: Form) -> str:
        """The item whose options are the form's buttons; "" when it has none."""
        named = [value for value in form.fields.values() if value in self.items]
        return named[0] if len(named) == 1 and any(one.value.isdigit() for one in form.buttons) else ""

    def _filled(self, form: Form) -> tuple[dict[str, str], Press]:
        """What is sent, and the button that is pressed for it."""
        fields, item = dict(form.fields), self._item_of(form)
        for group in self._group_of(form):
            self.visit.tap()
            fields[group] = self._choose(group, [value for value in form.groups[group] if value != SKIPPED]) or SKIPPED
        if not item:
            return fields, form.press()
        options = [one for one in form.buttons if one.value.isdigit() and one.value != SKIPPED]
        value = self._choose(item, [one.value for one in options])
        skips = [one for one in form.buttons if one.value in (SKIPPED, "skip")]
        return fields, next((one for one in options if one.value == value), (skips or [form.press()])[0])

    def _choose(self, item: str, offered: list[str]) -> str:
        """The value of this person's answer, which is noted; "" to pass."""
        place, visit = self.items.index(item), self.visit
        visit.answers.pop(item, None)
        if self.kind == "web_skips" and place and visit.plan.luck[place] < _PASSES:
            return ""
        value = offered[chosen(visit.plan.luck[place], len(offered)) - 1]
        visit.answers[item] = int(value)
        return value

    def _pressed(self, page: Page, form: Form, fields: dict[str, str], button: Press) -> Page:
        """Press the button; shaky fingers press it twice before the next page is there."""
        self.visit.tap()
        path = form.action or page.path
        if button.name:
            fields[button.name] = button.value
        if self.kind != "web_double_taps":
            return self.browser.post(path, fields)
        self.visit.taps += 1
        other = replace(self.browser)
        with ThreadPoolExecutor(1) as second_tap:
            first = second_tap.submit(other.post, path, fields)
            shown = self.browser.post(path, fields)  # the browser shows the answer to the last of its requests
            first.result()
        return shown

    def _tell_more(self, page: Page) -> None:
        """The optional page about oneself: apart from the answers, and not counted with them."""
        form = next((one for one in page.forms if one.method == "post" and one.groups), None)
        if form is None or self.visit.chance.random() > _MORE:
            return
        fields = dict(form.fields)
        for name, values in form.groups.items():
            fields[name] = self.visit.chance.choice(values)
        for name in form.areas:
            fields[name] = self.visit.chance.choice(("", *texts.COMMENTS))
        button = form.press()
        if button.name:
            fields[button.name] = button.value
        thanked = self.browser.post(form.action or page.path, fields)
        self.visit.strange["about_oneself_refused"] += thanked.status >= 400
