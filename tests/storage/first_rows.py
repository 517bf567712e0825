"""One row for every table of the first revision."""

from datetime import date
from typing import Any

from tests.cast import NOON

DAY = date(2026, 11, 21)
Sample = tuple[str, dict[str, Any]]
"""A table's name, and a row of it."""
OFFICE: Sample = ("agencies", {"agency": "banmai", "name": "อบต.บ้านใหม่", "details": "{}", "created_on": DAY})

FIRST: list[Sample] = [
    OFFICE,
    ("credentials", {"agency": "banmai", "kind": "line", "sealed": b"\x00\xff", "updated_at": NOON}),
    ("revisions", {"agency": "banmai", "what": "faq", "number": 7}),
    (
        "service_points",
        {
            "agency": "banmai",
            "code": "EA7K",
            "name": "งานภาษี",
            "services": "ภาษี",
            "purpose": "survey",
            "opened_on": DAY,
            "retired_on": None,
        },
    ),
    ("visits", {"agency": "banmai", "point": "EA7K", "day": DAY, "count": 3}),
    (
        "survey_rounds",
        {
            "agency": "banmai",
            "round": "eit-2567:2570Q1",
            "instrument": "eit-2567",
            "period": "2570Q1",
            "opens_on": date(2026, 10, 1),
            "closes_on": date(2026, 12, 31),
            "secret": b"s",
            "closed": False,
        },
    ),
    (
        "ballots",
        {"agency": "banmai", "round": "eit-2567:2570Q1", "mark": "m", "payload": b"p", "waiting_since": DAY},
    ),
    (
        "responses",
        {
            "agency": "banmai",
            "key": "k",
            "round": "eit-2567:2570Q1",
            "instrument": "eit-2567",
            "point": None,
            "channel": "line",
            "part": 1,
            "day": DAY,
            "answers": '{"e1": 6}',
            "flags": "",
            "place": 1,
        },
    ),
    (
        "faq_entries",
        {
            "agency": "banmai",
            "id": "tax",
            "category": "ภาษี",
            "question": "จ่ายภาษีที่ไหน",
            "phrasings": "[]",
            "keywords": "[]",
            "answer": "ที่ อบต.",
            "status": "live",
            "checked_on": None,
            "updated_at": NOON,
            "version": 2,
        },
    ),
    ("qa_counts", {"agency": "banmai", "day": DAY, "outcome": "answered", "topic": "ภาษี", "count": 4}),
    (
        "events",
        {
            "agency": "banmai",
            "mark": "m",
            "lane": "l",
            "at": NOON,
            "body": b"b",
            "claim": None,
            "claimed_until": None,
            "attempts": 0,
            "handled_on": None,
        },
    ),
    ("conversations", {"agency": "banmai", "person": "p", "state": b"s", "updated_on": DAY}),
    (
        "outbox",
        {
            "agency": "banmai",
            "id": "o",
            "person": "p",
            "body": b"b",
            "status": "waiting",
            "created_at": NOON,
            "claimed_until": None,
        },
    ),
    ("push_counts", {"agency": "banmai", "month": "2026-11", "count": 1}),
    (
        "staff",
        {
            "agency": "banmai",
            "id": "s",
            "login": "clerk",
            "name": "สมหญิง",
            "roles": '["clerk"]',
            "password_hash": None,
            "totp": None,
            "totp_last_step": 0,
            "line_person": None,
            "left_on": None,
        },
    ),
    ("staff_tokens", {"agency": "banmai", "token": "t", "staff_id": "s", "purpose": "invite", "expires_at": NOON}),
    (
        "sessions",
        {"agency": "banmai", "id": "x", "staff_id": "s", "stage": "full", "key": None, "last_seen": NOON},
    ),
    (
        "staff_log",
        {"agency": "banmai", "id": "l", "at": NOON, "actor": "clerk", "action": "point.added", "detail": "EA7K"},
    ),
    (
        "jobs",
        {
            "agency": "banmai",
            "kind": "sync",
            "key": "",
            "run_at": NOON,
            "payload": "{}",
            "claimed_until": None,
            "claim": None,
            "attempts": 0,
            "error": None,
        },
    ),
    (
        "sheet_targets",
        {"agency": "banmai", "kind": "xlsx", "status": "ok", "state": "{}", "error": None, "synced_at": NOON},
    ),
    ("heartbeats", {"agency": "*", "name": "worker", "at": NOON}),
]
