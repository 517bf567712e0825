"""Who may open which page. Every page says so with one decorator; a page that says nothing does not start."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, abort, g, redirect, request, url_for

from console import sessions
from console.sessions import Visitor

Page = Callable[..., Any]


def needs(*roles: str) -> Callable[[Page], Page]:
    """The page is for staff with any of `roles`, or for all staff when none is named; others get 404.

    The page receives its Visitor as first argument.
    """

    def mark(page: Page) -> Page:
        @wraps(page)
        def guarded(**route: Any) -> Any:
            visitor = sessions.visitor()
            if visitor is None:
                return turned_away()
            g.console_visitor = visitor
            if visitor.halfway:
                return redirect(url_for("console.second_step"))
            if roles and not any(visitor.member.has(role) for role in roles):
                abort(404)
            return page(visitor, **route)

        guarded.console_roles = roles or ("*",)  # type: ignore[attr-defined]
        return guarded

    return mark


def halfway(page: Page) -> Page:
    """The page belongs to signing in: the password was right, the second step is owed."""

    @wraps(page)
    def guarded(**route: Any) -> Any:
        visitor = sessions.visitor()
        if visitor is None:
            return turned_away()
        if not visitor.halfway:
            return redirect(url_for("console.home"))
        g.console_visitor = visitor
        return page(visitor, **route)

    guarded.console_roles = ("halfway",)  # type: ignore[attr-defined]
    return guarded


def open_to_all(page: Page) -> Page:
    """The page needs no sign-in."""
    page.console_roles = ("anybody",)  # type: ignore[attr-defined]
    return page


def unguarded(app: Flask) -> list[str]:
    """Console endpoints that say nothing about who may open them: must be empty."""
    return [
        name
        for name, view in app.view_functions.items()
        if name.startswith("console.") and name != "console.static" and not hasattr(view, "console_roles")
    ]


def turned_away() -> Any:
    """To the sign-in page; what was typed into a form meanwhile is shown so that it can be copied."""
    from console.pages import expired_page

    if request.method == "POST":
        return expired_page("session"), 401
    return redirect(url_for("console.sign_in"))


def present() -> Visitor | None:
    """The visitor of this request, once a guard has seen one."""
    visitor: Visitor | None = g.get("console_visitor")
    return visitor
