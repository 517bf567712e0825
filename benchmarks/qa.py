"""The search over questions: public sets, our own citizens' questions, speed; keyword replies and trigrams beside it.

`qa.*` are ours, `qa.keyword_*` and `qa.trigram_*` the two it is compared with, over the same questions in one run.
Every figure is a mean over the sets. `near` are questions about entries that were taken out, `far` what no office
knows; `kept_*` is the share of right answers that survive where 5 % of those would be answered. `useful` is a right
answer, or the right one among three, under both thresholds.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence

from benchmarks import qa_office as office
from benchmarks import qa_sets as sets
from benchmarks.qa_peers import Keywords, Method, Row, Trigrams
from benchmarks.qa_slips import NOISES, hurried
from benchmarks.qa_verdict import verdict
from qa.retriever import Retriever, factory

METHODS: dict[str, Callable[[Sequence[Row]], Method]] = {"": factory, "keyword_": Keywords, "trigram_": Trigrams}


def measure(full: bool) -> dict[str, float]:
    """All figures; a sample of the questions unless `full`."""
    most = 500 if full else 250
    figures: dict[str, float] = {}
    for prefix, method in METHODS.items():
        found = {**_found(method, most), **_doubted(method, most), **_told_apart(method)}
        figures |= {f"qa.{prefix}{key}": round(value, 4) for key, value in found.items()}
        print(f"  {prefix or 'ours'}: " + ", ".join(f"{key} {value:.3f}" for key, value in found.items()), flush=True)
    figures |= {
        f"qa.{key}": round(value, 4) for key, value in (office.rates(most) | _speed() | office.helped()).items()
    }
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


# -- how fast is it?


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
