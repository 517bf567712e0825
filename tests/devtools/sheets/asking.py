"""The emulator asked without a server."""

import json
from typing import Any

from devtools.sheets import Emulator, routes
from devtools.sheets.calls import Answer, Call
from devtools.sheets.exchange import Exchange
from devtools.sheets.refusal import Refusal

BOOK = "/v4/spreadsheets/b"


def emulator() -> Emulator:
    made = Emulator(check=True)
    made.add("b")
    return made


def ask(
    method: str, path: str, body: Any = None, query: dict[str, list[str]] | None = None, *, check: bool = False
) -> dict[str, Any]:
    """The answer, or the error as the Sheets API sends it."""
    made = emulator()
    made.check = check
    sent = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    route, parts = routes.find(method, path)
    try:
        found = made.carry_out(route, parts, Call(method, path, query or {}, sent, "me@x.example"))
    except Refusal as refusal:
        error: dict[str, Any] = refusal.body["error"] if path.startswith("/v4/") else refusal.drive_body["error"]
        return error
    answer: dict[str, Any] = json.loads(found.content)
    return answer


def heard(**call: Any) -> tuple[Answer, dict[str, Any]]:
    """What a whole exchange sends, and its error if it is JSON."""
    answers: list[Answer] = []
    Exchange(emulator(), Call(**call), answers.append, lambda: None).run()
    json_there = answers[0].kind.startswith("application/json")
    return answers[0], json.loads(answers[0].content)["error"] if json_there else {}
