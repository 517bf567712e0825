"""A year of citizens, `kill -9` and redelivery: every answer is on file once, and a full survey takes eleven taps.

10,000 people by default; RESPONDENTS=2000 plays fewer, which the figures then say (`simulation.respondents`).
"""

import os
import random
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from app.settings import Settings
from app.simulate.people import Wanted
from app.simulate.product import Product
from app.simulate.run import Stage, play, stage
from app.simulate.summary import Summary
from benchmarks.processes import keep_logs
from benchmarks.proofs_kills import Reaper
from benchmarks.proofs_office import Office
from benchmarks.proofs_verdict import Verdict
from qa.answering import KnowledgeBase

RESPONDENTS, QUICK = 10_000, 150
TAPS = 11
COPIES = (0, 0, 0, 1)
"""Every fourth event is delivered twice, besides what is redelivered because nobody acknowledged it."""
MANY = 1000
BETWEEN_KILLS_S = (2.0, 25.0), (1.0, 12.0)
KILLS = 50, 5
"""Of many people, and of a few: how long there is peace, and how many kills are enough to prove something."""


def prove(quick: bool) -> Verdict:
    """Run it."""
    people = int(os.environ.get("RESPONDENTS") or (QUICK if quick else RESPONDENTS))
    wanted = Wanted("demo", 2569, people, seed=2569)
    begun = time.monotonic()
    with TemporaryDirectory(prefix="prongsai-proof-") as name:
        folder = Path(name)
        try:
            with stage(Settings(), folder, wanted, copies=lambda: random.choice(COPIES)) as on:
                reaper = Reaper(_office(on.product), between_s=BETWEEN_KILLS_S[people < MANY])
                summary = _under_kills(on, reaper)
        finally:
            keep_logs(folder)
    verdict = judge(summary)
    figures = {"kills": reaper.kills, "web_kills": reaper.web_kills, "kills_with_work_in_hand": reaper.busy}
    took = time.monotonic() - begun
    return verdict.told(figures, seconds=took, at_least={"kills": KILLS[people < MANY]})


def _office(product: Product) -> Office:
    """The same installation, as those who kill know it."""
    web, worker = product.parts
    return Office(product.house, product.house.settings.port, web, [worker], KnowledgeBase([], product.agency))


def _under_kills(on: Stage, reaper: Reaper) -> Summary:
    stop = threading.Event()
    killing = threading.Thread(target=reaper.run, args=(stop,))
    killing.start()
    try:
        with click.progressbar(
            length=on.wanted.respondents, label="citizens", item_show_func=lambda _: f"{reaper.kills} kills"
        ) as bar:
            return play(on, lambda visit: bar.update(1, current_item=visit))
    finally:
        stop.set()
        killing.join()


def judge(summary: Summary) -> Verdict:
    """The numbers a survey desk is measured by."""
    verdict, line, web = Verdict("simulation"), summary.plain("line"), summary.plain("web")
    found, total = summary.compared, summary.total
    verdict.claim(not found.lost, f"{found.lost} answers were sent and are not on file: {found.examples}")
    verdict.claim(
        not found.doubled, f"{found.doubled} answers are on file that nobody sent, or twice: {found.examples}"
    )
    verdict.claim(not summary.misread, f"{summary.misread} answers stood otherwise on the review")
    verdict.claim(not total.stuck, f"{total.stuck} people could not finish")
    verdict.claim(total.completed == summary.intending, f"{total.completed} of {summary.intending} finished")
    for row in (line, web):
        verdict.claim(row.completed > 0, f"nobody without detours finished on {row.kind.channel}")
        verdict.claim(row.typed_max == 0, f"{row.kind.channel}: {row.typed_max} characters had to be typed")
    verdict.claim(line.taps_max <= TAPS, f"line: {line.taps_max} taps")
    verdict.claim(not summary.broken_rules, f"LINE's rules were broken, e.g. {summary.broken_rules[:1]}")
    verdict.claim(not summary.strange, f"what nobody expected: {dict(summary.strange)}")
    verdict.figures |= {f"simulation.{key}": value for key, value in _figures(summary).items()}
    return verdict


def _figures(summary: Summary) -> dict[str, float]:
    line, web, total = summary.plain("line"), summary.plain("web"), summary.total
    return {
        "respondents": total.people, "days": summary.days, "rounds": len(summary.rounds),
        "completed": total.completed, "abandoned": total.abandoned, "stuck": total.stuck,
        "completion_percent": round(summary.completion_percent, 2),
        "misread": summary.misread, "lost": summary.compared.lost, "doubled": summary.compared.doubled,
        "line.taps_max": line.taps_max, "line.taps_mean": line.taps_mean, "line.typed_max": line.typed_max,
        "line.taps_before_chat": summary.on_the_way["line"],
        "web.taps_max": web.taps_max, "web.typed_max": web.typed_max,
        "web.taps_before_form": summary.on_the_way["web"],
        "line.seconds_median": line.seconds_median, "line.seconds_p95": line.seconds_p95,
        "web.seconds_median": web.seconds_median, "web.seconds_p95": web.seconds_p95,
        "tried_again": summary.nudges, "web_requests_sent_again": summary.resent,
        "webhook_requests": summary.webhook_requests, "webhook_requests_unanswered": summary.webhook_unacknowledged,
        "violations": len(summary.broken_rules),
    }  # fmt: skip
