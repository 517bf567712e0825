"""One module per family of commands. Each translates arguments, calls a verb, prints."""

from app.house import House
from kernel.agency import Agency
from kernel.errors import Refused


def the_agency(house: House, code: str | None) -> Agency:
    """The named agency, or the only one. Raises Refused("which_agency") or Refused("unknown_agency")."""
    with house.workplace.read() as work:
        found = work.agencies.all()
    if code is None:
        if len(found) != 1:
            raise Refused("which_agency", known=" ".join(agency.code for agency in found))
        return found[0]
    for agency in found:
        if agency.code == code:
            return agency
    raise Refused("unknown_agency", known=" ".join(agency.code for agency in found))
