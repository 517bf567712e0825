"""Walks the product in search of anything that the fraud door shares with the other channels.

Every walker takes what it walks over and returns what it found, so that a test can show that it finds something.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import MetaData

ROOT = Path(__file__).resolve().parents[2]

FRAUD_PATHS = ("/f", "/F", "/console/cases", "/console/keys", "/console/audit", "/console/sign-in/code")
"""Where the fraud door lives. Nothing else does, and it lives nowhere else."""
FRAUD_VIEWS = frozenset(
    {
        "web.fraud",
        "web.receipt",
        "web.coming_back",
        "web.fraud_large",
        "web.fair_line",
        "web.visit_cookie",
        "web.thread",
        "console.case_acts",
        "console.case_entry_views",
        "console.case_views",
        "console.approval_views",
        "console.audit_views",
        "console.case_export_views",
        "console.case_flood_views",
        "console.custodian_views",
    }
)
SIGN_IN = "console.sign_in_views"
"""Everybody signs in here; one of its pages is for officers alone."""
ANYBODYS = ("/a/", "/f-static/", "/assets/")
"""Where a page of the fraud door may lead besides itself: pages that take nothing in."""
TAKES_IN = ("/ask", "/suggest", "/complain", "/follow", "/rate", "/s/", "/q/", "/chat", "/questions")
"""Pages of the other channels that take something in, or show what was."""


def shared_addresses(rules: Iterable[tuple[str, str]]) -> list[str]:
    """Rules whose place and whose code belong to different doors; (address, module of its view) for each."""
    return [
        f"{address} is served by {module}"
        for address, module in rules
        if is_fraud(address) != (module in FRAUD_VIEWS) and not (module == SIGN_IN and is_fraud(address))
    ]


def rules_of(app: Flask) -> list[tuple[str, str]]:
    """Every address of an application with the module of its view; files it serves are left out."""
    found = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if not rule.endpoint.endswith("static"):
            found.append((rule.rule, getattr(view, "__wrapped__", view).__module__))
    return found


def is_fraud(address: str) -> bool:
    """Whether an address belongs to the fraud door."""
    return any(address == path or address.startswith(f"{path}/") for path in FRAUD_PATHS)


def shared_tables(product: MetaData, sealed: MetaData) -> list[str]:
    """Tables of both stores, references out of the sealed one, and tables of the product that speak of cases."""
    same = sorted(set(product.tables) & set(sealed.tables))
    references = [f"{table.name} refers to another table" for table in sealed.tables.values() if table.foreign_keys]
    cases = [name for name in product.tables if any(word in name for word in ("case", "fraud", "officer", "informer"))]
    people = [
        f"{table.name}.{column.name}"
        for table in sealed.tables.values()
        for column in table.columns
        if column.name in {"user_id", "person", "line_user", "question", "thread"}
    ]
    return [*same, *references, *cases, *people]


def shared_imports(files: Mapping[str, str]) -> list[str]:
    """Modules of the other channels that import the fraud room, and of the fraud room that import theirs."""
    found = []
    for name, source in files.items():
        for imported in _imports(source):
            fraud_code = name.startswith(("complaints.", "storage.sealed.")) or name in FRAUD_VIEWS
            if fraud_code and imported.split(".")[0] in {"qa", "surveys", "sheets_sync"}:
                found.append(f"{name} imports {imported}")
            if name.split(".")[0] in {"qa", "surveys"} and imported.split(".")[0] == "complaints":
                found.append(f"{name} imports {imported}")
            if name.startswith("sheets_sync.") and imported.startswith("complaints") and not _counts_only(imported):
                found.append(f"{name} imports {imported}")
    return found


def _counts_only(imported: str) -> bool:
    return imported.startswith(("complaints.statistics", "complaints.topics", "complaints.texts"))


def sources(*rooms: str) -> dict[str, str]:
    """Module name to source of every module of these rooms."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text("utf-8")
        for room in rooms
        for path in sorted((ROOT / room).rglob("*.py"))
    }


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def strange_links(page: str, *, fraud: bool) -> list[str]:
    """What a page of one door sends or leads to in the other: links and forms."""
    reader = _Links()
    reader.feed(page)
    if fraud:
        forms = [one for one in reader.forms if one and not is_fraud(one)]
        links = [one for one in reader.links if any(part in one for part in TAKES_IN) and not is_fraud(one)]
        return forms + links
    return [one for one in reader.forms if is_fraud(one)]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        if tag == "form":
            self.forms.append(given.get("action", ""))
        if "formaction" in given:
            self.forms.append(given["formaction"])


def shared_bubbles(menu: Sequence[Mapping[str, Any]]) -> list[str]:
    """Bubbles of the LINE menu in which the fraud door stands beside something else, or whose touch is told to us."""
    found = []
    for bubble in menu:
        actions = list(_actions(bubble))
        doors = [one for one in actions if one.get("type") == "uri" and "/f/" in str(one.get("uri"))]
        if doors and len(actions) > len(doors):
            found.append(f"{bubble.get('altText', '')}: beside {len(actions) - len(doors)} others")
        found += [str(one.get("uri")) for one in doors if "liff" in str(one.get("uri")) or "line.me" in str(one)]
    return found


def _actions(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, dict):
        if "type" in node and ("uri" in node or "data" in node):
            yield node
        for key, child in node.items():
            if key != "quickReply":
                yield from _actions(child)
    elif isinstance(node, list):
        for child in node:
            yield from _actions(child)


def shared_menus(menus: Mapping[str, Sequence[str]], common: Sequence[str]) -> list[str]:
    """Console menu entries that officers or auditors have in common with any other role, but for their own account."""
    return sorted(
        f"{entry} is also {role}'s"
        for ours in ("officer", "auditor")
        for role, entries in menus.items()
        if role != ours
        for entry in (set(menus.get(ours, ())) - set(common)) & set(entries)
    )
