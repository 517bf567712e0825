"""A group of questions becomes an entry, and those who wait in it get their answer."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from kernel.errors import Refused
from qa.answering import KnowledgeBase
from qa.asked import HISTORY_KEPT
from qa.entries import LIST_LIMIT, QUESTION_LIMIT, Entry
from qa.gist import GAP
from qa.inbox import OpenThread, opened
from qa.learning import Cluster
from qa.learning_ports import ClusterState, GroupWork
from qa.placeholders import ready
from qa.ports import Progress
from qa.replying import answer


@dataclass(frozen=True)
class Draft:
    """An entry that a group suggests, to be completed by a person."""

    question: str
    phrasings: tuple[str, ...]
    category: str


OTHER = "อื่น ๆ"
"""The category of a draft with nothing near it."""


def draft(cluster: Cluster, base: KnowledgeBase) -> Draft:
    """The most typical wording as the question, the others as phrasings, the nearest entry's category."""
    said = _whole(cluster) or tuple(" ".join(one.replace(GAP, " ").split()) for one in cluster.wordings[:1])
    near = base.entry(cluster.nearest) if cluster.nearest else None
    return Draft(said[0] if said else "", said[1:], near.category if near else OTHER)


def _whole(cluster: Cluster) -> tuple[str, ...]:
    """Wordings from which nothing was left out: half of a question, taught as a phrasing, would draw in others."""
    return tuple(wording[:QUESTION_LIMIT] for wording in cluster.wordings if GAP not in wording)


def waiting(work: GroupWork, agency: Agency, cluster_id: str) -> list[OpenThread]:
    """The threads of a group that wait for a person's answer, oldest hour first."""
    today = bangkok_day(work.clock.now())
    rows = work.asked.since(agency, today - HISTORY_KEPT)
    wanted = [row.question for row in rows if row.cluster == cluster_id and row.question]
    threads = [one for one in work.questions.many(agency, wanted) if one.progress is Progress.WAITING]
    return opened(work, agency, sorted(threads, key=lambda thread: (thread.asked_at, thread.id)))


def numbers_waiting(work: GroupWork, agency: Agency) -> dict[str, int]:
    """How many wait in each group that somebody waits in."""
    rows = work.asked.since(agency, bangkok_day(work.clock.now()) - HISTORY_KEPT)
    linked = {row.question: row.cluster for row in rows if row.cluster and row.question}
    threads = work.questions.many(agency, [question for question in linked if question])
    return dict(Counter(linked[one.id] or "" for one in threads if one.progress is Progress.WAITING))


def answer_group(
    work: GroupWork, agency: Agency, cluster_id: str, entry: Entry, chosen: Collection[str], staff: str, clock: Clock
) -> int:
    """The group is done: `entry` (already published) answers it. Sends its answer to the chosen threads; how many.

    chosen -- ids of threads that wait in the group; others are left alone
    staff -- the staff member's id

    Raises Refused: cluster_unknown, cluster_done (a colleague was faster), entry_unfilled (without the office's
    details nothing of the answer can be shown).
    """
    shown = ready(entry, agency)
    if shown is None:
        raise Refused("entry_unfilled")
    _end(work, agency, cluster_id, ClusterState.DONE)
    served = [thread for thread in waiting(work, agency, cluster_id) if thread.id in chosen]
    for thread in served:
        answer(work, agency, thread.id, shown.answer, staff, clock)
    work.asked.settle(agency, cluster_id)
    return len(served)


def with_wordings(entry: Entry, cluster: Cluster) -> Entry:
    """An existing entry that answers the group after all, taught its wordings as further phrasings."""
    room = LIST_LIMIT - len(entry.phrasings)
    return replace(entry, phrasings=(*entry.phrasings, *_whole(cluster)[:room]))


def dismiss(work: GroupWork, agency: Agency, cluster_id: str) -> None:
    """Nothing to answer here: the group goes and does not come back. Raises Refused("cluster_unknown")."""
    _end(work, agency, cluster_id, ClusterState.DISMISSED)
    work.asked.settle(agency, cluster_id)


def _end(work: GroupWork, agency: Agency, cluster_id: str, state: ClusterState) -> None:
    """First of all, before anybody is answered: of two colleagues at the same moment one is refused."""
    if work.clusters.get(agency, cluster_id) is None:
        raise Refused("cluster_unknown")
    if not work.clusters.end(agency, cluster_id, state):
        raise Refused("cluster_done")
