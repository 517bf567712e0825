"""Once a week: what people asked and did not get is gathered into groups, and what is old is forgotten.

`study` reads and thinks, `keep` writes: the database is not held while groups are made.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kernel.agency import Agency
from kernel.codes import new_id
from kernel.errors import Refused
from kernel.vault import Vault
from qa.answering import Kind, KnowledgeBase
from qa.asked import HISTORY_KEPT, WORDS_KEPT, AskedText, aged, opened, published
from qa.clusters import MOST, groups
from qa.gist import Safe, reduced, safe_words, shared
from qa.learning_ports import AskedRow, ClusterRow, ClusterState, Fate, LearningWork
from qa.normal import flat
from qa.ports import Progress

LEARN_JOB = "learn"
"""The weekly job."""
EXAMPLES = 8
"""Wordings shown of a group."""
MARKS_KEPT = timedelta(days=2)
"""LINE lets people take a message back for a day; after that a row need not know which message it was."""

_LABEL = "cluster"


@dataclass(frozen=True)
class Cluster:
    """Questions that ask for the same thing, in words that identify nobody."""

    id: str
    wordings: tuple[str, ...]
    """The most typical first; none when every word might identify."""
    size: int
    nearest: str
    found_on: date
    state: ClusterState


@dataclass
class Study:
    """What a week's thinking wants written."""

    today: date
    clusters: list[ClusterRow] = field(default_factory=list)
    rewritten: list[tuple[str, AskedRow]] = field(default_factory=list)
    """(id until now, row as it becomes)."""
    erased: list[str] = field(default_factory=list)


def due(work: LearningWork, agency: Agency, today: date) -> bool:
    """Whether this week's groups are still to be made; a Monday that was missed is made up for."""
    last = work.clusters.learnt_on(agency)
    return last is None or last < today - timedelta(days=today.weekday())


def anything(work: LearningWork, agency: Agency, today: date) -> bool:
    """Whether there is a question to learn from."""
    return bool(work.asked.since(agency, today - HISTORY_KEPT))


def study(work: LearningWork, agency: Agency, base: KnowledgeBase, today: date) -> Study:
    """Gather what was missed into groups, and decide what is to be forgotten. Reads only."""
    rows = work.asked.since(agency, today - HISTORY_KEPT)
    raw = [opened(work.vault, agency, row) for row in rows if not row.reduced]
    safe = safe_words(published(base), shared((one.row.day, one.text) for one in raw))
    missed, known_by_now = _still_missed(raw, base, today)
    found = Study(today)
    places = _gather(found, work.vault, agency, base, missed, safe)
    waiting = _waiting(work, agency, missed)
    texts = {one.row.id: one.text for one in raw}
    for row in rows:
        changed = replace(row, cluster=places.get(row.id), question=waiting.get(row.id),
                          settled=row.settled or row.id in known_by_now)  # fmt: skip
        _age(found, work.vault, agency, AskedText(changed, texts.get(row.id, "")), safe)
    unchanged = set(rows)
    found.rewritten = [(old, row) for old, row in found.rewritten if row not in unchanged]
    return found


def keep(work: LearningWork, agency: Agency, found: Study) -> None:
    """Write a study down. What was erased or dealt with meanwhile stays so."""
    for old, row in found.rewritten:
        work.asked.replace(agency, old, row)
    for row_id in found.erased:
        work.asked.remove(agency, row_id)
    ended = {one.id for one in work.clusters.all(agency) if one.state is not ClusterState.OPEN}
    work.clusters.replace_open(agency, [one for one in found.clusters if one.id not in ended], found.today)
    for store in (work.asked, work.ratings, work.clusters):
        store.forget_before(agency, found.today - HISTORY_KEPT)


def _still_missed(raw: Iterable[AskedText], base: KnowledgeBase, today: date) -> tuple[list[AskedText], frozenset[str]]:
    """What is to be gathered, the newest first, and ids of what the knowledge base answers by now."""
    fresh = [one for one in raw if one.row.fate is not Fate.ANSWERED and one.row.day >= today - WORDS_KEPT]
    todo = sorted((one for one in fresh if not one.row.settled), key=lambda one: (-one.row.day.toordinal(), one.row.id))
    known = frozenset(one.row.id for one in todo[:MOST] if _answered_by_now(base, one))
    return [one for one in todo[:MOST] if one.row.id not in known], known


def _answered_by_now(base: KnowledgeBase, asked: AskedText) -> bool:
    reply = base.reply(asked.text)
    return reply.kind is Kind.ANSWER and reply.entries[0].entry.id != asked.row.entry


def _gather(
    found: Study, vault: Vault, agency: Agency, base: KnowledgeBase, missed: Sequence[AskedText], safe: Safe
) -> dict[str, str]:
    """Make the groups; returns row id -> group id. A group that lives on keeps its id."""
    usual = [text for entry in base.entries for text in (entry.question, *entry.phrasings)]
    places: dict[str, str] = {}
    for group in groups([one.text for one in missed], usual):
        members = [missed[place] for place in group.places]
        cluster_id = _name_of(members, taken=set(places.values()))
        places |= {one.row.id: cluster_id for one in members}
        found.clusters.append(_row(vault, agency, base, cluster_id, members, safe, found.today))
    return places


def _name_of(members: Sequence[AskedText], taken: set[str]) -> str:
    before = Counter(one.row.cluster for one in members if one.row.cluster and one.row.cluster not in taken)
    return before.most_common(1)[0][0] if before else new_id()


def _row(
    vault: Vault, agency: Agency, base: KnowledgeBase, cluster_id: str, members: Sequence[AskedText], safe: Safe,
    today: date,
) -> ClusterRow:  # fmt: skip
    wordings: dict[str, str] = {}
    for one in members:
        said = reduced(one.text, safe)
        wordings.setdefault(flat(said), said)
    shown = [said for mark, said in wordings.items() if mark][:EXAMPLES]
    near = base.reply(members[0].text).entries
    body = vault.seal(_LABEL, f"{agency.code}/{cluster_id}", json.dumps(shown, ensure_ascii=False).encode())
    return ClusterRow(cluster_id, body, len(members), near[0].entry.id if near else "", today, ClusterState.OPEN)


def _waiting(work: LearningWork, agency: Agency, missed: Iterable[AskedText]) -> dict[str, str]:
    """Row id -> thread that waits for an answer."""
    passed = [one.row for one in missed if one.row.fate is Fate.PASSED_ON]
    threads = {row.id: row.question or _thread(work, agency, row.id) for row in passed}
    open_ones = work.questions.many(agency, [thread for thread in threads.values() if thread])
    still = {thread.id for thread in open_ones if thread.progress is Progress.WAITING}
    return {row_id: thread for row_id, thread in threads.items() if thread in still}


def _thread(work: LearningWork, agency: Agency, message_mark: str) -> str:
    kept = work.questions.by_message(agency, message_mark)
    return kept[0][0] if kept else ""


def _age(found: Study, vault: Vault, agency: Agency, asked: AskedText, safe: Safe) -> None:
    if asked.row.day > found.today - MARKS_KEPT:
        found.rewritten.append((asked.row.id, asked.row))
        return
    older = aged(vault, agency, asked, found.today, safe)
    if older is None:
        found.erased.append(asked.row.id)
    else:
        found.rewritten.append((asked.row.id, older))


def clusters(work: LearningWork, agency: Agency) -> list[Cluster]:
    """Groups that nobody has dealt with, the largest first."""
    rows = work.clusters.all(agency)
    return [_cluster(work.vault, agency, row) for row in rows if row.state is ClusterState.OPEN]


def _cluster(vault: Vault, agency: Agency, row: ClusterRow) -> Cluster:
    plain = json.loads(vault.unseal(_LABEL, f"{agency.code}/{row.id}", row.body))
    return Cluster(row.id, tuple(plain), row.size, row.nearest, row.found_on, row.state)


def cluster(work: LearningWork, agency: Agency, cluster_id: str) -> Cluster:
    """One group, whatever became of it. Raises Refused("cluster_unknown")."""
    row = work.clusters.get(agency, cluster_id)
    if row is None:
        raise Refused("cluster_unknown")
    return _cluster(work.vault, agency, row)
