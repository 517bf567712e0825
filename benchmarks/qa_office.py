"""What an office gets from the search: the false answers it asked for, and help for its own citizens."""

import statistics
from itertools import product

from benchmarks import qa_sets as sets
from benchmarks.qa_slips import NOISES
from kernel.agency import Agency
from qa import sureness
from qa.answering import Kind, KnowledgeBase
from qa.hearing import confidence
from qa.retriever import factory
from qa.seed import starter

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


def rates(most: int) -> dict[str, float]:
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


def helped() -> dict[str, float]:
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
