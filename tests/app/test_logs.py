"""Log lines: one JSON object each, and nobody's words or ids, whatever went wrong."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

import pytest
from flask import request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app import logs
from app.factories import create_app
from app.house import House
from kernel.errors import Unavailable
from storage.database import connect
from tests.cast import MALEE

CITIZEN = "1-2345-67890-12-3"
RECEIPT = "1234 5678 9012 3456 7890 1234"
WORDS = "ปลัดเรียกเงินห้าหมื่นบาท"
log = logging.getLogger("tests.logs")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What reaches standard error with the product's logging, which is taken down again."""
    stream = io.StringIO()
    root, loggers = logging.getLogger(), dict(logging.Logger.manager.loggerDict)
    before = (root.handlers[:], root.level, {name: logging.getLogger(name).level for name in loggers})
    with redirect_stderr(stream):
        logs.configure("INFO")
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    for name, level in before[2].items():
        logging.getLogger(name).setLevel(level)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


@pytest.mark.parametrize("private", [MALEE, "C" + "0" * 32, "R" + "f" * 32, CITIZEN, "1234567890123", RECEIPT])
def test_ids_are_blanked_wherever_they_stand(private: str) -> None:
    event = {
        "event": f"said {private}.",
        "list": [private, (private,)],
        "deep": {"a": {private: [{"b": private}]}},
        "other": {private},
        "object": ValueError(private),
    }
    hidden = logs.hide_personal(None, "", event)
    assert private in str(event)
    assert private not in str(hidden)
    assert hidden["event"] == "said [hidden]."


def test_numbers_can_be_ids_too() -> None:
    hidden = logs.hide_personal(None, "", {"id": 1234567890123, "ms": 12.5, "ok": True, "none": None})
    assert hidden == {"id": "[hidden]", "ms": 12.5, "ok": True, "none": None}


def test_what_is_needed_stays_readable() -> None:
    event = {"at": "2026-11-21T05:00:00.123456Z", "n": 25, "kind": "sync", "url": "/a/banmai/statistics"}
    assert logs.hide_personal(None, "", event) == event


def test_invitation_links_do_not_work_from_a_log() -> None:
    hidden = logs.hide_personal(None, "", {"event": "Exception on /console/join/banmai/s3cr3t-token [GET]"})
    assert hidden == {"event": "Exception on /console/join/banmai/[hidden] [GET]"}


def test_exception_tells_types_and_places_only(written: io.StringIO) -> None:
    words = WORDS
    try:
        try:
            int(words)
        except ValueError as error:
            error.add_note(words)
            raise KeyError(words, MALEE) from error
    except KeyError:
        log.exception("it.failed", extra={"kind": "test"})
    (line,) = lines(written)
    assert (line["event"], line["kind"], line["level"]) == ("it.failed", "test", "error")
    assert [stack["exc_type"] for stack in line["exception"]] == ["KeyError", "ValueError"]
    assert line["exception"][0]["frames"][-1]["name"] == "test_exception_tells_types_and_places_only"
    assert [private for private in (WORDS, MALEE, "locals") if private in str(line)] == []


def test_exceptions_in_a_group_are_silent_too(written: io.StringIO) -> None:
    try:
        raise ExceptionGroup(WORDS, [ValueError(WORDS), ExceptionGroup("inner", [KeyError(WORDS)])])
    except ExceptionGroup:
        log.exception("it.failed")
    (line,) = lines(written)
    assert "KeyError" in str(line)
    assert WORDS not in str(line)


def test_our_own_reasons_are_told(written: io.StringIO) -> None:
    try:
        raise Unavailable("google")
    except Unavailable:
        log.exception("later")
    assert lines(written)[0]["exception"][0]["exc_value"] == "google"


def test_broken_view_logs_no_parameter_and_no_body(house: House, written: io.StringIO) -> None:
    app = create_app(house)

    @app.post("/break")
    def broken() -> str:
        said = request.form["what"]
        with house.database.begin() as connection:
            connection.execute(text("INSERT INTO nowhere VALUES (:said, :who)"), {"said": said, "who": MALEE})
        return said

    answer = app.test_client().post("/break", data={"what": WORDS})
    assert answer.status_code == 500
    told = lines(written)
    assert "sqlalchemy" in str(told) or "OperationalError" in str(told)  # the cause can be found
    assert [private for private in (WORDS, MALEE) if private in str(told) or private in answer.text] == []


def test_unique_violation_on_postgresql_tells_no_value(postgres_url: str, written: io.StringIO) -> None:
    engine = connect(postgres_url)
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE people (name text PRIMARY KEY)"))
            for _ in range(2):
                connection.execute(text("INSERT INTO people VALUES (:name)"), {"name": WORDS})
    except SQLAlchemyError as error:
        assert WORDS in str(error)  # the server quotes it
        log.exception("it.failed")
    engine.dispose()
    assert "UniqueViolation" in str(lines(written))
    assert WORDS not in str(lines(written))
