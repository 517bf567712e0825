"""The search over questions: public sets, our own citizens' questions, speed; keyword replies and trigrams beside it.

`qa.*` are ours, `qa.keyword_*` and `qa.trigram_*` the two it is compared with, over the same questions in one run.
Every figure is a mean over the sets. `near` are questions about entries that were taken out, `far` what no office
knows; `kept_*` is the share of right answers that survive where 5 % of those would be answered. `useful` is a right
answer, or the right one among three, under both thresholds.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import product

from benchmarks import qa_sets as sets
from benchmarks.qa_peers import Keywords, Method, Row, Trigrams
from benchmarks.qa_slips import hurried
from benchmarks.qa_verdict import verdict
from kernel.agency import Agency
from qa import sureness
from qa.answering import Kind, KnowledgeBase
from qa.hearing import confidence
from qa.retriever import Retriever, factory
from qa.seed import starter

METHODS: dict[str, Callable[[Sequence[Row]], Method]] = {"": factory, "keyword_": Keywords, "trigram_": Trigrams}
NOISES: dict[str, Callable[[str], str]] = {"clean": str, "mixed": hurried}
ASKED_FOR = 0.05
OFFICE = Agency(
    "bench",
    "อบต.ตัวอย่าง",
    phone="0-0000-0000",
    email="a@b.example",
    address="ตำบลตัวอย่าง",
    hours="8.30-16.30 น.",
    website="https://b.example",
)


def measure(full: bool) -> dict[str, float]:
    """All figures; a sample of the questions unless `full`."""
    most = 500 if full else 250
    figures: dict[str, float] = {}
    for prefix, method in METHODS.items():
        found = {**_found(method, most), **_doubted(method, most), **_told_apart(method)}
        figures |= {f"qa.{prefix}{key}": round(value, 4) for key, value in found.items()}
        print(f"  {prefix or 'ours'}: " + ", ".join(f"{key} {value:.3f}" for key, value in found.items()), flush=True)
    figures |= {f"qa.{key}": round(value, 4) for key, value in (_rates(most) | _speed() | _helped()).items()}
    return figures


def _mean(values: Iterable[dict[str, float]]) -> dict[str, float]:
    every = list(values)
    return {
        key: statistics.fmean(one[key] for one in every if key in one)
        for key in dict.fromkeys(k for o in every for k in o)
    }


# -- is the right entry found?


def _found(method: Callable[[Sequence[Row]], Method], most: int) -> dict[str, float]:
    results = []
    for name in sets.SETS:
        index, asked = method(sets.entries(name)), sets.some(sets.rows(f"{name}.queries"), most)
        for noise, typed in NOISES.items():
            ids = [[found for found, _ in index.search(typed(row["text"]), 3)] for row in asked]
            first = statistics.fmean(given[:1] == row["gold"][:1] for given, row in zip(ids, asked, strict=True))
            three = statistics.fmean(row["gold"][0] in given for given, row in zip(ids, asked, strict=True))
            results.append({f"hit1_{noise}": first, f"hit3_{noise}": three})
    return _mean(results)


# -- does it know when it does not know?


def _doubted(method: Callable[[Sequence[Row]], Method], most: int) -> dict[str, float]:
    strange = [row["text"] for row in sets.some(sets.rows("far_oos"), 1000 if most >= 500 else 300)]
    results = []
    for name in sets.SETS:
        kept = sets.half(sets.entries(name))
        known, index, every = {row["id"] for row in kept}, method(kept), sets.rows(f"{name}.queries")
        inside = sets.some([row for row in every if row["gold"][0] in known], most)
        outside = sets.some([row for row in every if row["gold"][0] not in known], most)
        for typed in NOISES.values():
            right = [_heard(index, typed(row["text"]), row["gold"][0]) for row in inside]
            near = [_sure(index, typed(row["text"])) for row in outside]
            results.append(verdict(right, near, [_sure(index, text) for text in strange]))
    return _mean(results)


def _sure(index: Method, text: str) -> float:
    if isinstance(index, Retriever):
        return index.answerable(text)
    found = index.search(text, 1)
    return found[0][1] if found else -1e9


def _heard(index: Method, text: str, gold: str) -> tuple[float, bool, bool]:
    ids = [found for found, _ in index.search(text, 3)]
    return _sure(index, text), ids[:1] == [gold], gold in ids


def _told_apart(method: Callable[[Sequence[Row]], Method]) -> dict[str, float]:
    shares = []
    for label in sets.TOPICS:
        for examples in (5, 10, 20):
            topics, asked = sets.calls(label, examples, 500)
            index = method(topics)
            shares.append(statistics.fmean([name for name, _ in index.search(text, 1)] == [is_] for text, is_ in asked))
    return {"intent_accuracy": statistics.fmean(shares)}


# -- the office's own thresholds, its citizens, and speed


def _rates(most: int) -> dict[str, float]:
    """How many near misses are really answered where an office asked for one in twenty.

    Six halves of the sets are bases; questions about the other half are near misses, tidy and typed in a hurry.
    `false_answers_error` is the standard error of one such rate if the method were perfect: of the probes that gave
    the threshold and of the questions that tried it. `false_answers_by_chance` is the share of the bases that are no
    further off than that explains (95 %). `false_answers_out` asks every question with its own entry alone taken out
    of the whole set: the largest sample there is for the promise itself, tidy questions only.
    """
    rates, tidy, errors = [], [], []
    for name, seed in product(sets.SETS, (11, 21, 31)):
        kept = sets.half(sets.entries(name), seed)
        known, index = {row["id"] for row in kept}, factory(kept)
        limit = sureness.thresholds(index, [row["questions"] for row in kept], ASKED_FOR).answer
        outside = sets.some([row for row in sets.rows(f"{name}.queries") if row["gold"][0] not in known], most)
        heard = {
            noise: statistics.fmean(index.answerable(typed(row["text"])) > limit for row in outside)
            for noise, typed in NOISES.items()
        }
        probes = min(sum(len(row["questions"]) for row in kept), sureness.TRIED)
        errors.append((ASKED_FOR * (1 - ASKED_FOR) * (1 / probes + 1 / len(outside))) ** 0.5)
        rates.append(statistics.fmean(heard.values()))
        tidy.append(heard["clean"])
    off = [abs(rate - ASKED_FOR) for rate in rates]
    return {
        "false_answers": statistics.fmean(rates),
        "false_answers_tidy": statistics.fmean(tidy),
        "false_answers_out": statistics.fmean(_left_out(name) for name in sets.SETS),
        "false_answers_off": statistics.fmean(off),
        "false_answers_off_worst": max(off),
        "false_answers_error": statistics.fmean(errors),
        "false_answers_by_chance": statistics.fmean(
            distance <= 1.96 * error for distance, error in zip(off, errors, strict=True)
        ),
    }


def _left_out(name: str) -> float:
    """The rate over the whole set, each question with its own entry taken out."""
    base = sets.entries(name)
    index, places = factory(base), {row["id"]: place for place, row in enumerate(base)}
    limit = sureness.thresholds(index, [row["questions"] for row in base], ASKED_FOR).answer
    asked = sets.rows(f"{name}.queries")
    return statistics.fmean(confidence(index.hear(row["text"], but=places[row["gold"][0]])) > limit for row in asked)


def _helped() -> dict[str, float]:
    """Our own citizens' questions over the starter base, the half that was never looked at apart;
    and what strangers' messages get there."""
    base, asked = KnowledgeBase(starter(), OFFICE), sets.citizens()
    figures: dict[str, float] = {}
    for split in ("build", "held"):
        replies = [(one.id, base.reply(one.text)) for one in asked if one.split == split and base.entry(one.id)]
        ids = [(right, [ranked.entry.id for ranked in reply.entries], reply.kind) for right, reply in replies]
        figures[f"citizens_{split}_hit1"] = statistics.fmean(given[:1] == [right] for right, given, _ in ids)
        figures[f"citizens_{split}_hit3"] = statistics.fmean(right in given for right, given, _ in ids)
        figures[f"citizens_{split}_useful"] = statistics.fmean(
            right in (given[:1] if kind is Kind.ANSWER else given) and kind is not Kind.UNKNOWN
            for right, given, kind in ids
        )
    strange = [base.reply(row["text"]).kind for row in sets.some(sets.rows("far_oos"), 500)]
    for kind in (Kind.ANSWER, Kind.CHOICES):
        figures[f"strange_{kind.value}"] = strange.count(kind) / len(strange)
    return figures


def _speed() -> dict[str, float]:
    """At 2,000 entries on one core; the trigram index answers the same messages in turn."""
    every = [row for name in sets.SETS for row in sets.entries(name)]
    made = [{**every[at % len(every)], "id": f"{at}"} for at in range(2000)]
    asked = sets.some([row["text"] for name in sets.SETS for row in sets.rows(f"{name}.queries")], 300)
    factory(made[:10])  # the dictionary is loaded
    begun = time.perf_counter()
    index = factory(made)
    build, peer = time.perf_counter() - begun, Trigrams(made)
    ours, theirs = [], []
    for text in map(hurried, asked):
        ours.append(_ms(lambda text=text: index.search(text, 5)))  # type: ignore[misc]
        theirs.append(_ms(lambda text=text: peer.search(text, 5)))  # type: ignore[misc]
    edit = statistics.median(_ms(lambda at=at: index.replaced({**made[at], "answer": "ตอบใหม่"})) for at in range(20))  # type: ignore[misc]
    return {
        "build_s_2000": build,
        "edit_ms_2000": edit,
        "index_mb_2000": index.nbytes / 1e6,
        "median_ms_2000": statistics.median(ours),
        "p99_ms_2000": sorted(ours)[int(len(ours) * 0.99)],
        "trigram_median_ms_2000": statistics.median(theirs),
    }


def _ms(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
