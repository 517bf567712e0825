"""Asking the knowledge base from the command line."""

import json

import click

from app.commands import the_agency
from app.house import House
from kernel.agency import Agency
from kernel.clock import bangkok_day
from kernel.errors import Refused
from qa.answering import KnowledgeBase
from qa.engine import load
from qa.seed import starter
from qa.standing import standing_base

STARTER = Agency("starter", "อบต.")
"""Who answers before there is an office."""


@click.command()
@click.argument("text")
@click.option("--agency", "code", help="Agency code (not needed when there is one)")
@click.option("--json", "as_json", is_flag=True, help="Print ranked answers with scores as JSON")
@click.pass_obj
def ask(house: House, text: str, code: str | None, as_json: bool) -> None:
    """Answer TEXT as the bot would, and say whether it would answer, ask back or pass it on.

    With no database or no agency yet, the starter questions are used.
    """
    found = _knowledge(house, code).as_json(text)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"decision: {found['decision']}")
    for answer in found["answers"]:
        click.echo(f"{answer['score']:.3f}  {answer['question']}")


def _knowledge(house: House, code: str | None) -> KnowledgeBase:
    if code is None and not house.migrated():
        return KnowledgeBase(starter(), STARTER)
    try:
        agency = the_agency(house, code)
    except Refused as refusal:
        if code is None and not refusal.facts["known"]:
            return KnowledgeBase(starter(), STARTER)
        raise
    with house.workplace.read() as work:
        engine = load(house.settings.qa_engine)
        return standing_base(work, agency, bangkok_day(house.clock.now()), engine=engine)
