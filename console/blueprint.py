"""The console's blueprint; every page module adds its routes to it when `console.room` imports it."""

from pathlib import Path

from flask import Blueprint, current_app

from console.parts import Parts

HERE = Path(__file__).parent

desk = Blueprint("console", __name__, url_prefix="/console", static_folder="static", static_url_path="/static")


def parts() -> Parts:
    """What `install` was given."""
    given: Parts = current_app.extensions["console"]
    return given
