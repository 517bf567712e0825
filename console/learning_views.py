"""What people asked and did not get, in groups; entries that keep failing. Nothing here says who asked."""

from typing import Any

from flask import redirect, url_for

from console import learning_forms
from console.blueprint import desk, parts
from console.forms import chosen
from console.guards import needs
from console.noting import note
from console.pages import render
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qa import feedback, knowledge, learning, teaching
from qa.versions import Change, How


@desk.get("/learning")
@needs("clerk")
def learning_page(visitor: Visitor) -> str:
    """Groups by size, and entries that fail."""
    today = bangkok_day(parts().clock.now())
    with parts().workplace.read() as work:
        found = learning.clusters(work, visitor.agency)
        waiting = teaching.numbers_waiting(work, visitor.agency)
        failing = feedback.failing(work, visitor.agency, today)
        entries = {entry.id: entry for entry in work.faq.all(visitor.agency)}
        learnt_on = work.clusters.learnt_on(visitor.agency)
    return render(
        "learning.html", clusters=found, waiting=waiting, entries=entries, learnt_on=learnt_on,
        failing=[one for one in failing if one.entry in entries], rule=feedback,
    )  # fmt: skip


@desk.get("/learning/<cluster_id>")
@needs("clerk")
def learning_cluster(visitor: Visitor, cluster_id: str) -> str:
    """One group: its wordings, who waits in it, and what to do with it."""
    with parts().workplace.read() as work:
        found = learning.cluster(work, visitor.agency, cluster_id)
        waiting = teaching.waiting(work, visitor.agency, cluster_id)
        nearest = work.faq.get(visitor.agency, found.nearest) if found.nearest else None
    near = learning_forms.base_of(visitor).entry(nearest.id) if nearest is not None else None
    return render("learning_cluster.html", cluster=found, waiting=waiting, nearest=near)


@desk.post("/learning/now")
@needs("clerk")
def learning_now(visitor: Visitor) -> Any:
    """Make the groups now rather than on Monday."""
    with parts().workplace.begin() as work:
        work.jobs.put(visitor.agency, learning.LEARN_JOB)
    return redirect(url_for("console.learning_page", done="learning_asked"))


@desk.post("/learning/<cluster_id>/join")
@needs("clerk")
def learning_join(visitor: Visitor, cluster_id: str) -> Any:
    """The nearest entry answers it after all: it learns these wordings, and who waits gets its answer."""
    with parts().workplace.begin() as work:
        found = learning.cluster(work, visitor.agency, cluster_id)
        nearest = work.faq.get(visitor.agency, found.nearest)
        if nearest is None:
            raise Refused("entry_unknown")
        taught = teaching.with_wordings(nearest, found)
        stored = knowledge.publish_entry(work, visitor.agency, taught, Change(How.CONSOLE, visitor.member.id))
        teaching.answer_group(
            work, visitor.agency, cluster_id, stored, chosen("thread"), visitor.member.id, parts().clock
        )
        note(work, visitor, "learning.joined", stored.id)
    return redirect(url_for("console.learning_page", done="group_done"))


@desk.post("/learning/<cluster_id>/dismiss")
@needs("clerk")
def learning_dismiss(visitor: Visitor, cluster_id: str) -> Any:
    """Nothing to answer here."""
    with parts().workplace.begin() as work:
        teaching.dismiss(work, visitor.agency, cluster_id)
        note(work, visitor, "learning.dismissed", cluster_id)
    return redirect(url_for("console.learning_page", done="group_dismissed"))
