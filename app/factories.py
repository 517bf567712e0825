"""Flask applications. Public pages and console are separate apps; one office may serve both from one process."""

from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import bot
import web
from app import health
from app.house import House
from console.room import install as install_console
from web.headers import protect
from web.requests import InMemoryRequest

assets = Blueprint("assets", __name__, static_folder="assets", static_url_path="/assets")
"""Fonts and the one stylesheet, shared by all pages."""

_ASSETS_CACHED_S = 3600


def create_public_app(house: House) -> Flask:
    """Webhook, public pages, forms: what strangers reach. Registers nothing of the console."""
    app = _bare(house)
    bot.install(app, house.bot_parts)
    web.install(app, house.web_parts)
    return app


def create_console_app(house: House) -> Flask:
    """The staff console alone."""
    app = _bare(house)
    install_console(app, house.console_parts)
    return app


def create_app(house: House) -> Flask:
    """Everything in one process, for one office on one machine."""
    app = create_public_app(house)
    install_console(app, house.console_parts)
    return app


FACTORIES: dict[str, Callable[[House], Flask]] = {
    "all": create_app,
    "public": create_public_app,
    "console": create_console_app,
}


def create(house: House) -> Flask:
    """The application that PRONGSAI_SERVE asks for."""
    return FACTORIES[house.settings.serve](house)


def _bare(house: House) -> Flask:
    app = Flask("prongsai", root_path=str(Path(__file__).parent), static_folder=None)
    app.config["SECRET_KEY"] = house.form_key  # Flask-WTF signs with it; our own sessions do not use it
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = _ASSETS_CACHED_S
    app.extensions["house"] = house
    app.request_class = InMemoryRequest  # also where the console runs alone: evidence never touches the disk in clear
    if house.settings.behind_proxy:
        trusted = house.settings.behind_proxy
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
    protect(app)
    app.register_blueprint(assets)
    app.register_blueprint(health.blueprint)
    return app
