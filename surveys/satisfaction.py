"""The satisfaction survey with an agency's own choice of services: four aspects, five levels, k services."""

import json
from collections.abc import Sequence
from dataclasses import replace

from kernel.errors import Refused
from surveys.instruments import Instrument, load
from surveys.instruments.reading import examine
from surveys.instruments.writing import to_data

TEMPLATE = "satisfaction-2570"
MOST_SERVICES, LONGEST_SERVICE = 12, 60


def with_services(name: str, title: str, fiscal_year: int, services: Sequence[str]) -> Instrument:
    """An own questionnaire made from the template. `name` as every own questionnaire's.

    Raises Refused: bad_services (fewer than 1, more than MOST_SERVICES, twice the same, too long), bad_instrument.
    """
    named = [" ".join(service.split()) for service in services if service.strip()]
    known = len(set(named)) == len(named) and max(map(len, named), default=0) <= LONGEST_SERVICE
    if not known or not 1 <= len(named) <= MOST_SERVICES:
        raise Refused("bad_services", most=MOST_SERVICES, longest=LONGEST_SERVICE)
    data = json.loads(json.dumps(to_data(load(TEMPLATE))))
    data |= {"id": name, "title": title, "fiscal_year": fiscal_year}
    if len(named) == 1:  # with one service there is nothing to ask, nor to tell apart
        data["items"].pop(0)
        data.pop("split_by")
    else:
        data["items"][0]["options"] = named
    found = examine(data, own=True)
    if found.instrument is None:
        first = found.flaws.found[0]
        raise Refused("bad_instrument", where=found.flaws.where(first.path), fault=first.fault)
    return replace(found.instrument, kind="satisfaction")
