"""Who did what in the console."""

from console.blueprint import desk, parts
from console.guards import needs
from console.pages import render
from console.sessions import Visitor


@desk.get("/log")
@needs("admin")
def log(visitor: Visitor) -> str:
    """The newest lines first."""
    with parts().workplace.read() as work:
        return render("log.html", entries=work.staff_log.latest(visitor.agency))
