"""Turning a template and facts into a page. An own Jinja environment: a missing name is an error, never a gap."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask import request, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from console import case_texts, collect_texts, guards, learning_texts, questionnaire_texts, texts
from console.blueprint import HERE, parts
from console.sessions import Visitor
from kernel.calendar import period
from kernel.clock import BANGKOK, bangkok_day
from kernel.errors import Refused
from kernel.thai import thai_date, thai_date_short, thai_period

_KEPT_FIELDS = ("question", "answer", "phrasings", "keywords", "category", "name", "services", "reason", "address")
"""Fields whose text is shown again when a session ended under somebody's hands. Never a password or credential."""


@dataclass(frozen=True)
class NavItem:
    """One entry of the menu."""

    endpoint: str
    label: str
    roles: tuple[str, ...]
    family: tuple[str, ...]
    """Beginnings of endpoint names that belong to it."""


NAV = (
    NavItem("home", texts.NAV_HOME, (), ("home",)),
    NavItem("questions", texts.NAV_QUESTIONS, ("clerk",), ("question",)),
    NavItem("faq", texts.NAV_FAQ, ("clerk",), ("faq",)),
    NavItem("learning_page", learning_texts.NAV, ("clerk",), ("learning",)),
    NavItem("results", texts.NAV_RESULTS, ("clerk", "admin"), ("result",)),
    NavItem("surveys", questionnaire_texts.NAV, ("clerk", "admin"), ("survey",)),
    NavItem("collect", collect_texts.NAV, ("clerk", "admin", "surveyor"), ("collect", "paper")),
    NavItem("points", texts.NAV_POINTS, ("clerk", "admin"), ("point", "patrol")),
    NavItem("sync", texts.NAV_SYNC, ("clerk", "admin"), ("sync",)),
    NavItem("cases", texts.NAV_CASES, ("officer",), ("case", "key")),
    NavItem("audit", case_texts.NAV_AUDIT, ("auditor",), ("audit",)),
    NavItem("setup", texts.NAV_SETUP, ("admin",), ("setup",)),
    NavItem("staff", texts.NAV_STAFF, ("admin",), ("staff",)),
    NavItem("log", texts.NAV_LOG, ("admin",), ("log",)),
    NavItem("own", texts.NAV_OWN, (), ("own",)),
)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(url_for=url_for, csrf_token=generate_csrf, t=texts)
    made.filters.update(
        period=lambda code: thai_period(period(code)),
        day=thai_date,
        short_day=thai_date_short,
        moment=moment,
        hour=hour,
    )
    return made


def render(template: str, **facts: Any) -> str:
    """The page. Templates also see `visitor`, `nav`, `done` and `problem` (sentences, or "")."""
    visitor = guards.present()
    facts.setdefault("problem", "")
    return (
        _templates()
        .get_template(f"console/{template}")
        .render(visitor=visitor, nav=_nav(visitor), done=texts.DONE.get(request.args.get("done", ""), ""), **facts)
    )


def expired_page(why: str) -> str:
    """A form arrived too late (why: "session") or without a valid token ("form"): show what was typed."""
    kept = [(name, request.form[name]) for name in _KEPT_FIELDS if request.form.get(name, "").strip()]
    return render("expired.html", why=texts.EXPIRED[why], kept=[(texts.FIELDS[name], said) for name, said in kept])


def sentence(refused: Refused) -> str:
    """What to tell the person about a refusal."""
    return texts.refusal(refused.reason, refused.facts)


def moment(at: datetime) -> str:
    """ "21 พ.ย. 2569 12:05 น." in Thailand."""
    return f"{thai_date_short(bangkok_day(at))} {at.astimezone(BANGKOK):%H:%M} น."


def hour(at: datetime) -> str:
    """ "21 พ.ย. 2569 ช่วง 12:00 น.": the minute is not known, on purpose."""
    return f"{thai_date_short(bangkok_day(at))} ช่วง {at.astimezone(BANGKOK):%H}:00 น."


def _nav(visitor: Visitor | None) -> list[dict[str, Any]]:
    if visitor is None or visitor.halfway:
        return []
    here = (request.endpoint or "").removeprefix("console.")
    items = [item for item in NAV if may(visitor, item.roles)]
    if parts().officers is None:
        items = [item for item in items if item.endpoint not in {"cases", "audit"}]
    return [
        {"url": url_for(f"console.{item.endpoint}"), "label": item.label, "here": here.startswith(item.family)}
        for item in items
    ]


def may(visitor: Visitor, roles: tuple[str, ...]) -> bool:
    """Whether the visitor has any of the roles (or none is asked for)."""
    return not roles or any(visitor.member.has(role) for role in roles)
