"""The 43 signed cases of LINE's webhooks, posted as they are to the real webhook and handled by the real worker."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage.tables import events
from tests.bot.office import CASES, Office, open_office
from tests.fakes.clock import FrozenClock

BY_NAME: dict[str, dict[str, Any]] = {case["name"]: case for case in CASES["cases"]}
REFUSED = {"bad_signature": 401, "signature_missing": 401, "body_not_json": 400}
SILENT = {
    "verify_empty", "unfollow", "unsend", "group_text_no_mention", "group_text_no_user_id", "group_edited",
    "group_leave", "group_member_joined", "room_text", "standby", "account_link_ok", "beacon", "membership",
    "video_play_complete",
    "phone_number_delivery", "module_activated", "bot_suspended", "wrong_destination", *REFUSED,
}  # fmt: skip
TWICE = {"batch_two_people", "batch_unknown_event_between"}
STORED_NOTHING = SILENT - {"unfollow", "unsend"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    clock = FrozenClock(datetime.fromtimestamp(CASES["clock_ms"] / 1000, UTC))
    with open_office(tmp_path, clock, any_token=True) as opened:
        yield opened


def post(office: Office, case: dict[str, Any]) -> int:
    """Deliver one case as LINE would; the status of the answer."""
    headers = {"Content-Type": "application/json; charset=utf-8"}
    if case["x_line_signature"] is not None:
        headers["X-Line-Signature"] = case["x_line_signature"]
    with office.app.test_client() as client:
        return client.post("/line/banmai/webhook", data=case["raw"].encode(), headers=headers).status_code


def stored(office: Office) -> int:
    """Rows of the inbox, handled ones included."""
    with office.workplace.read() as work:
        return len(work.connection.execute(events.select()).all())


def test_cases_are_all_here() -> None:
    assert len(BY_NAME) == 43


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_case_is_answered_as_expected(office: Office, name: str) -> None:
    case = BY_NAME[name]
    for earlier in case.get("after", ()):
        post(office, BY_NAME[earlier])
        office.work()
    before = len(office.platform.calls_to("reply"))
    assert post(office, case) == REFUSED.get(name, 200)
    office.work()
    expected = 0 if name in SILENT or name == "redelivery_second" else 2 if name in TWICE else 1
    assert len(office.platform.calls_to("reply")) - before == expected
    assert office.platform.calls_to("push") == []
    assert office.waiting() == 0
    if name in STORED_NOTHING:
        assert stored(office) == 0
