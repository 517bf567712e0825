"""What the search is compared with in the same run: keyword replies as LINE sells them, and a trigram index."""

import re
import sqlite3
from collections.abc import Sequence
from typing import Any, Protocol

Row = dict[str, Any]
READ = 1200
"""Characters of an answer that are indexed, as ours does."""


class Method(Protocol):
    """What is measured."""

    def search(self, text: str, k: int) -> list[tuple[str, float]]: ...


class Keywords:
    """Keyword replies: a message that is a stored wording or holds pieces of one gets that entry, the longest first."""

    def __init__(self, entries: Sequence[Row]) -> None:
        self._pieces = [(str(row["id"]), self._of(row["questions"])) for row in entries]

    def search(self, text: str, k: int) -> list[tuple[str, float]]:
        """The best `k`, by letters in common."""
        said = _flat(text)
        found = []
        for place, (entry_id, pieces) in enumerate(self._pieces):
            score = sum(len(piece) for piece in pieces if piece in said) + (1000 if said in pieces else 0)
            if score:
                found.append((-score, place, entry_id))
        return [(entry_id, float(-score)) for score, _, entry_id in sorted(found)[:k]]

    @staticmethod
    def _of(questions: Sequence[str]) -> set[str]:
        pieces = {_flat(piece) for text in questions for piece in (text, *text.split())}
        return {piece for piece in pieces if len(piece) >= 3}


class Trigrams:
    """SQLite's full-text index over runs of three letters, one document per entry, ranked by its bm25."""

    def __init__(self, entries: Sequence[Row]) -> None:
        self._ids = [str(row["id"]) for row in entries]
        self._index = sqlite3.connect(":memory:")
        self._index.execute("CREATE VIRTUAL TABLE found USING fts5(said, tokenize = 'trigram')")
        self._index.executemany(
            "INSERT INTO found (rowid, said) VALUES (?, ?)",
            [
                (place, f"{' '.join(row['questions'])} {row['answer'][:READ]}".lower())
                for place, row in enumerate(entries, 1)
            ],
        )

    def search(self, text: str, k: int) -> list[tuple[str, float]]:
        """The best `k`, by bm25."""
        said = " ".join(text.lower().split())
        runs = dict.fromkeys(said[at : at + 3] for at in range(len(said) - 2))
        asked = " OR ".join(f'"{run}"' for run in runs if '"' not in run and run.strip())
        if not asked:
            return []
        query = "SELECT rowid, bm25(found) FROM found WHERE found MATCH ? ORDER BY rank LIMIT ?"
        return [(self._ids[place - 1], -score) for place, score in self._index.execute(query, (asked, k))]


def _flat(text: str) -> str:
    return re.sub(r"[^\w\u0e00-\u0e7f]+", "", text.lower())
