"""The public pages alone, served in this process: for looking at a form closely without a whole office."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask
from werkzeug.serving import make_server

from app.factories import assets
from kernel.calendar import Period
from kernel.clock import SystemClock, bangkok_day
from storage.database import Database
from storage.keyfile import KeyFile
from storage.vault import SealedVault
from storage.workplace import Workplace
from surveys import library, slips
from tests.cast import BAN_MAI
from tests.fakes.clock import FrozenClock
from tests.fakes.fraud_door import FakeFraudDoor
from tests.fresh import furnish
from tests.surveys.own import WATER
from web import Parts, install


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """(address, slips of the staff survey): บ้านใหม่ asks the documented sample, with every kind of question."""
    clock, database = FrozenClock(), Database.open(f"sqlite:///{folder}/forms.db")
    clock.moment = SystemClock().now()  # cookies are dated: the browser's clock must agree
    furnish(database.engine)
    place = Workplace(database, SealedVault(KeyFile.fresh()), clock)
    tokens = _settle(place, clock)
    app = Flask("forms")
    install(
        app, Parts(place, place.vault, clock, "http://127.0.0.1", FakeFraudDoor(clock), lambda _agency, _text: None)
    )
    app.register_blueprint(assets)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", tokens
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        database.close()


def _settle(place: Workplace, clock: FrozenClock) -> list[str]:
    today = bangkok_day(clock.now())
    with place.begin() as work:
        work.agencies.add(BAN_MAI)
        own = library.add(work, BAN_MAI, WATER, clock)[0]
        agency = work.agencies.get(BAN_MAI.code)
        assert agency is not None
        work.agencies.change(replace(agency, survey_instrument=own.id))
        year = Period(slips.spans(today)[0].fiscal_year, "Y")
        round_ = slips.open_round(work, BAN_MAI, year, year.last, clock)
        return slips.draw(work, BAN_MAI, round_, 2)
