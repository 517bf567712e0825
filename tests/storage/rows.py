"""One row for every table, by the revision that first knows it."""

from datetime import date

from tests.cast import NOON
from tests.storage.first_rows import DAY, FIRST, OFFICE, Sample

SAMPLES: dict[str, list[Sample]] = {
    "0001": FIRST,
    "0002": [
        OFFICE,
        (
            "survey_tallies",
            {
                "agency": "banmai",
                "round": "eit-2567:2570Q1",
                "dimension": "point",
                "value": "EA7K",
                "part": 1,
                "n": 5,
                "flagged": 1,
                "channels": '{"line":5}',
                "chosen": '{"e1":[0,0,0,0,0,5]}',
                "answered": '{"6":5,"*":5}',
                "means": '{"6":[[100,1,5]],"*":[[100,1,5]]}',
            },
        ),
    ],
    "0003": [
        OFFICE,
        (
            "questionnaires",
            {
                "agency": "banmai",
                "name": "water-2570",
                "version": 1,
                "body": "{}",
                "added_on": DAY,
                "withdrawn_on": None,
            },
        ),
    ],
    "0004": [
        OFFICE,
        ("survey_asides", {"agency": "banmai", "round": "eit-2567:2570Q1", "key": "k", "payload": b"p"}),
        (
            "survey_profiles",
            {
                "agency": "banmai",
                "round": "eit-2567:2570Q1",
                "age": "31-40",
                "sex": "f",
                "education": "",
                "count": 3,
            },
        ),
        (
            "survey_comments",
            {"agency": "banmai", "key": "k", "round": "eit-2567:2570Q1", "day": DAY, "text": b"t"},
        ),
        (
            "survey_tablets",
            {
                "agency": "banmai",
                "id": "i",
                "token": "t",
                "name": "เคาน์เตอร์",
                "made_by": "admin",
                "made_on": DAY,
                "revoked_on": None,
            },
        ),
    ],
    "0005": [
        OFFICE,
        ("staff_codes", {"agency": "banmai", "staff_id": "c1", "code": "h" * 64}),
        (
            "sessions",
            {
                "agency": "banmai",
                "id": "s",
                "staff_id": "c1",
                "stage": "full",
                "key": None,
                "last_seen": NOON,
                "began_at": NOON,
            },
        ),
    ],
    "0006": [
        OFFICE,
        (
            "faq_versions",
            {
                "agency": "banmai",
                "id": "market",
                "version": 2,
                "body": "{}",
                "at": NOON,
                "changed_by": "c1",
                "how": "console",
            },
        ),
        ("faq_synonyms", {"agency": "banmai", "lines": "บ้าน = เฮือน", "at": NOON, "changed_by": "c1"}),
        ("faq_uploads", {"agency": "banmai", "staff_id": "c1", "body": "[]", "revision": 4, "at": NOON}),
    ],
    "0007": [
        OFFICE,
        (
            "questions",
            {
                "agency": "banmai",
                "id": "q",
                "kind": "question",
                "status": "waiting",
                "via": "line",
                "asked_at": NOON,
                "person": b"p",
                "answered_at": None,
                "active_at": NOON,
                "closed_at": None,
                "satisfied": None,
                "draft": b"d",
            },
        ),
        (
            "question_messages",
            {
                "agency": "banmai",
                "thread": "q",
                "place": 1,
                "side": "citizen",
                "text": b"t",
                "at": NOON,
                "message_mark": "m",
                "by_staff": None,
                "delivered": True,
            },
        ),
    ],
    "0008": [
        OFFICE,
        (
            "qa_asked",
            {
                "agency": "banmai",
                "id": "m",
                "day": DAY,
                "fate": "passed_on",
                "entry": "",
                "text": b"t",
                "reduced": False,
                "cluster": "c",
                "question": "q",
                "settled": False,
            },
        ),
        (
            "qa_clusters",
            {
                "agency": "banmai",
                "id": "c",
                "body": b"b",
                "size": 2,
                "nearest": "market",
                "found_on": DAY,
                "state": "open",
            },
        ),
        ("qa_learnt", {"agency": "banmai", "day": DAY}),
        ("qa_ratings", {"agency": "banmai", "day": DAY, "entry": "market", "helped": True, "count": 2}),
        ("qa_answer_times", {"agency": "banmai", "month": date(2026, 11, 1), "minutes": 25, "count": 1}),
    ],
    "0009": [
        OFFICE,
        ("survey_slips", {"agency": "banmai", "round": "iit-2567:2570", "mark": "m"}),
        (
            "survey_rounds",
            {
                "agency": "banmai",
                "round": "iit-2567:2570",
                "instrument": "iit-2567",
                "period": "2570",
                "opens_on": date(2026, 11, 1),
                "closes_on": date(2027, 3, 31),
                "secret": b"s",
                "closed": False,
                "slips": 40,
            },
        ),
        (
            "survey_tablets",
            {
                "agency": "banmai",
                "id": "k",
                "token": "t",
                "name": "เคาน์เตอร์",
                "made_by": "admin",
                "made_on": DAY,
                "revoked_on": None,
                "kind": "kiosk",
                "point": "EA7K",
                "expires_on": date(2027, 6, 9),
            },
        ),
    ],
    "0010": [
        OFFICE,
        (
            "sheet_attempts",
            {
                "agency": "banmai",
                "kind": "google",
                "batch": "b",
                "sha256": "s",
                "body": "{}",
                "plan": "{}",
                "first_sent_at": NOON,
                "tries": 1,
            },
        ),
        (
            "sheet_gates",
            {
                "agency": "*",
                "name": "account:1",
                "reads": 1.5,
                "writes": 2.0,
                "at": NOON,
                "closed_until": NOON,
                "reason": "rate",
            },
        ),
    ],
    "0011": [
        OFFICE,
        ("point_signs", {"agency": "banmai", "id": "EA7M", "point": "EA7K", "issued_on": DAY, "retired_on": None}),
        ("stray_scans", {"agency": "", "day": DAY, "count": 2}),
        ("visits", {"agency": "banmai", "point": "EA7K", "day": DAY, "count": 3, "night": 1}),
    ],
    "0012": [
        OFFICE,
        (
            "inspections",
            {
                "agency": "banmai",
                "id": "i",
                "at": NOON,
                "staff_id": "s",
                "verdict": "foreign",
                "sheet": "",
                "point": "",
                "host": "wall.example",
                "owner": "",
                "how": "line",
            },
        ),
    ],
}
