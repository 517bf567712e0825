"""The question sets that the search is measured with."""

import json
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

Row = dict[str, Any]
Item = TypeVar("Item")
CARRIED = Path(__file__).parents[1] / "tests" / "data" / "qa"
CITIZENS = Path(__file__).parents[1] / "tests" / "data" / "citizens" / "questions.tsv"
SETS = ("xquad_th", "iapp_wiki")
TOPICS = {"destination": 20, "object": 20}
"""Labels of the calls, and how many examples a topic needs."""


def folder() -> Path:
    """Where the sets are: QA_DATA, or what the repository carries."""
    return Path(os.environ.get("QA_DATA") or CARRIED)


def rows(name: str) -> list[Row]:
    """The rows of a set; none where the folder does not hold it."""
    file = folder() / f"{name}.jsonl"
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def some(items: Sequence[Item], most: int, seed: int = 3) -> list[Item]:
    """At most so many of them, always the same."""
    return list(items) if len(items) <= most else random.Random(seed).sample(list(items), most)


def entries(name: str) -> list[Row]:
    """Entries as `qa.retriever.factory` takes them."""
    return [
        {"id": row["id"], "questions": list(row["questions"]), "answer": row.get("answer") or ""}
        for row in rows(f"{name}.entries")
    ]


def half(every: Sequence[Row], seed: int = 11) -> list[Row]:
    """One half of the entries: questions about the other half are near misses."""
    mixed = sorted(every, key=lambda row: row["id"])
    random.Random(seed).shuffle(mixed)
    return mixed[: len(mixed) // 2]


class Calls(NamedTuple):
    """Topics given by examples, and calls to tell apart."""

    topics: list[Row]
    calls: list[tuple[str, str]]


def calls(label: str, examples: int, most: int) -> Calls:
    """The calls of the test part, with `examples` of the training part for each topic."""
    every = rows("truevoice.intents")
    train = [row for row in every if row["part"] == "train"]
    test = [row for row in every if row["part"] == "test"]
    known: dict[str, list[Row]] = {}
    for row in train:
        known.setdefault(row[label], []).append(row)
    asked = {row[label] for row in test}
    names = sorted(name for name, found in known.items() if len(found) >= TOPICS[label] and name in asked)
    chosen = some([row for row in test if row[label] in names], most)
    chance = random.Random(100 + examples)
    topics = [
        {"id": name, "questions": [row["text"] for row in chance.sample(known[name], min(examples, len(known[name])))]}
        for name in names
    ]
    return Calls([{**topic, "answer": ""} for topic in topics], [(row["text"], row[label]) for row in chosen])


class Asked(NamedTuple):
    """One hand-written question of a citizen."""

    split: str
    kind: str
    text: str
    id: str


def citizens() -> list[Asked]:
    """The hand-written questions, both halves."""
    return [Asked(*line.split("\t")) for line in CITIZENS.read_text(encoding="utf-8").splitlines()[1:]]
