"""Signs of life: /healthz says the process answers, /readyz that it can do its work."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.house import House
from app.worker import ALIVE
from kernel.errors import Unavailable
from surveys import SYNC_JOB

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process is up."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Database, migrations and worker, each by name (503 when one is missing), and how projections stand."""
    house: House = current_app.extensions["house"]
    checks = check(house)
    ready = all(value == "ok" for value in checks.values())
    # figures beside the checks: a parked spreadsheet is its office's to mend, and no reason to restart anything
    beside = {"sync": sync_figures(house)} if ready else {}
    return jsonify({**checks, **beside}), 200 if ready else 503


def check(house: House) -> dict[str, str]:
    """What readiness depends on: "ok" or a short reason."""
    try:
        if not house.migrated():
            return {"database": "ok", "migrations": "run: python -m app migrate", "worker": "unknown"}
        with house.workplace.read() as work:
            beat = work.heartbeats.last("worker")
    except (SQLAlchemyError, Unavailable) as error:
        return {"database": type(error).__name__, "migrations": "unknown", "worker": "unknown"}
    alive = beat is not None and house.clock.now() - beat < ALIVE
    return {
        "database": "ok",
        "migrations": "ok",
        "worker": "ok" if alive else "no heartbeat; is `python -m app worker` running?",
    }


def sync_figures(house: House) -> dict[str, int]:
    """How many workbooks and spreadsheets stand how, how many runs are due, and for how many seconds the oldest."""
    now = house.clock.now()
    with house.workplace.read() as work:
        standing = work.targets.tally()
        due, since = work.jobs.overdue(SYNC_JOB, now)
    counted = {f"{kind}_{status}": n for (kind, status), n in sorted(standing.items())}
    return {**counted, "due": due, "oldest_s": 0 if since is None else int((now - since).total_seconds())}
