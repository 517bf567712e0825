"""Beside the form of an entry: the group it came from with those who wait in it, and what publishing would change."""

import hashlib
from dataclasses import dataclass
from typing import Any

from flask import request

from console import faq_forms
from console.blueprint import parts
from console.faq_forms import Draft
from console.forms import chosen, one_line, typed
from console.noting import note
from console.ports import Work
from console.sessions import Visitor
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qa import learning, teaching, trying
from qa.answering import KnowledgeBase
from qa.entries import Entry, Status, check, tidy
from qa.inbox import OpenThread
from qa.learning import Cluster
from qa.learning_ports import ClusterState
from qa.trying import Trial


@dataclass(frozen=True)
class Beside:
    """What the form shows beside the entry."""

    trial: Trial | None = None
    tried: str = ""
    """Fingerprint of the words that were tried; sent back, it says that somebody has looked."""
    cluster: Cluster | None = None
    waiting: tuple[OpenThread, ...] = ()
    ticked: tuple[str, ...] = ()


def base_of(visitor: Visitor) -> KnowledgeBase:
    """The present knowledge base."""
    return parts().knowledge.of(parts().workplace, visitor.agency)


def of_cluster(work: Work, visitor: Visitor, cluster_id: str) -> Draft:
    """A group of questions on its way to becoming an entry."""
    found = teaching.draft(learning.cluster(work, visitor.agency, cluster_id), base_of(visitor))
    said = {"question": found.question, "phrasings": "\n".join(found.phrasings), "category": found.category}
    return Draft(values=said)


def beside(work: Work, visitor: Visitor, trial: Trial | None = None) -> Beside:
    """For the form page."""
    cluster_id = request.values.get("cluster", "")[:32]
    tried = _fingerprint() if trial is not None else ""
    if not cluster_id:
        return Beside(trial, tried)
    cluster = learning.cluster(work, visitor.agency, cluster_id)
    if cluster.state is not ClusterState.OPEN:
        return Beside(trial, tried)
    waiting = tuple(teaching.waiting(work, visitor.agency, cluster_id))
    ticked = chosen("thread") if request.method == "POST" else tuple(thread.id for thread in waiting)
    return Beside(trial, tried, cluster, waiting, ticked)


def looked_at_first(visitor: Visitor, draft: Draft) -> Trial | None:
    """What publishing would change, when somebody wants to see it or should see it first; None: publish.

    An entry that cannot be stored is not tried: saving says what is wrong with it.
    """
    asked = request.form.get("do") == "try"
    if not asked and (draft.status != Status.LIVE.value or one_line("tried", 64) == _fingerprint()):
        return None
    try:
        with parts().workplace.read() as work:
            entry = tidy(faq_forms.entry_of(work, visitor, draft))
            check(entry)
            base = base_of(visitor)
            past = trying.history(work, visitor.agency, base, bangkok_day(parts().clock.now()))
    except Refused:
        return None
    trial = trying.try_entry(base, entry, past)
    return trial if asked or trial.harmful else None


def served(work: Work, visitor: Visitor, stored: Entry) -> int | None:
    """After publishing: the group is done, and who waits in it gets the answer. How many; None without a group.

    Raises Refused as `teaching.answer_group`: then nothing is published either.
    """
    cluster_id = one_line("cluster", 32)
    if not cluster_id:
        return None
    many = teaching.answer_group(
        work, visitor.agency, cluster_id, stored, chosen("thread"), visitor.member.id, parts().clock
    )
    note(work, visitor, "learning.answered", stored.id)
    return many


def _fingerprint() -> str:
    said: Any = [typed(name) for name in ("id", "question", "phrasings", "keywords", "answer", "category")]
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:32]
