"""Signs of life: /healthz says the process answers, /readyz that it can do its work."""

from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.house import House
from app.worker import ALIVE
from kernel.errors import Unavailable

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> ResponseReturnValue:
    """The process is up."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Database, migrations and worker, each by name; 503 when one is missing."""
    house: House = current_app.extensions["house"]
    checks = check(house)
    return jsonify(checks), 200 if all(value == "ok" for value in checks.values()) else 503


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
