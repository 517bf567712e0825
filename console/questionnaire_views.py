"""The questionnaires an office may ask: those that ship, and its own, which it brings as a file."""

import csv
from dataclasses import replace
from io import StringIO
from typing import Any

from flask import Response, make_response, redirect, request, url_for

from console import questionnaire_texts as words
from console.blueprint import HERE, desk, parts
from console.exports import inert
from console.forms import lines, one_line
from console.guards import needs
from console.noting import note
from console.pages import may, render
from console.ports import Work
from console.questionnaire_files import read_upload
from console.sessions import Visitor
from kernel.calendar import fiscal_year
from kernel.clock import bangkok_day
from kernel.errors import Refused
from surveys import library, satisfaction
from surveys import texts as survey_texts
from surveys.instruments import DEFAULT, Instrument, known, load
from surveys.instruments.sheet import write_rows
from surveys.instruments.upload import Fault, from_toml

_SAMPLE = HERE / "samples" / "questionnaire.toml"
_CSV = "text/csv; charset=utf-8"


@desk.get("/surveys")
@needs("clerk", "admin")
def surveys(visitor: Visitor) -> str:
    """All of them, the form for a file, and the form for the satisfaction survey."""
    return _list(visitor)


@desk.post("/surveys/upload")
@needs("clerk", "admin")
def survey_upload(visitor: Visitor) -> Any:
    """Add the questionnaire of a file; a faulty file changes nothing and is told line by line what to mend."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return _list(visitor, problem=words.NO_FILE), 400
    found = read_upload(sent.filename, sent.read())
    if found.instrument is None:
        return _list(visitor, faults=found.faults), 400
    return _add(visitor, found.instrument)


@desk.post("/surveys/satisfaction")
@needs("clerk", "admin")
def survey_satisfaction(visitor: Visitor) -> Any:
    """Make the satisfaction survey with the services chosen for the running fiscal year."""
    year = fiscal_year(bangkok_day(parts().clock.now()))
    title = one_line("title", 150) or words.SATISFACTION_TITLE.format(year=year)
    try:
        return _add(visitor, satisfaction.with_services(f"satisfaction-{year}", title, year, lines("services")))
    except Refused as refused:
        return _list(visitor, problem=survey_texts.sentence(refused)), 400


@desk.get("/surveys/sample.toml")
@needs("clerk", "admin")
def survey_sample(_: Visitor) -> Response:
    """The documented example as TOML."""
    return _file(_SAMPLE.read_text(encoding="utf-8"), "application/toml", "questionnaire.toml")


@desk.get("/surveys/sample.csv")
@needs("clerk", "admin")
def survey_sample_sheet(_: Visitor) -> Response:
    """The same example as a sheet."""
    found = from_toml(_SAMPLE.read_bytes()).instrument
    assert found is not None
    return _sheet(found)


@desk.get("/surveys/<instrument_id>")
@needs("clerk", "admin")
def survey(visitor: Visitor, instrument_id: str) -> str:
    """One questionnaire, as it is asked."""
    with parts().workplace.read() as work:
        found = _found(work, visitor, instrument_id)
        own = next((one for one in work.questionnaires.all(visitor.agency) if one.id == instrument_id), None)
        rounds = [one for one in work.rounds.all(visitor.agency) if one.instrument == instrument_id]
    return render(
        "survey.html", found=found, own=own, rounds=len(rounds), words=words, chosen=_chosen(visitor) == found.id,
        usable=not found.for_staff and (own is None or own.withdrawn_on is None) and may(visitor, ("admin",)),
    )  # fmt: skip


@desk.get("/surveys/<instrument_id>/sheet.csv")
@needs("clerk", "admin")
def survey_sheet(visitor: Visitor, instrument_id: str) -> Response:
    """One questionnaire as a sheet, to change and to send back as another."""
    with parts().workplace.read() as work:
        return _sheet(_found(work, visitor, instrument_id))


@desk.post("/surveys/<instrument_id>/withdraw")
@needs("clerk", "admin")
def survey_withdraw(visitor: Visitor, instrument_id: str) -> Any:
    """Take no more answers to it; results stay."""
    with parts().workplace.begin() as work:
        try:
            library.withdraw(work, visitor.agency, instrument_id, parts().clock)
        except Refused as refused:
            raise Refused("questionnaire_unknown") from refused
        work.revisions.bump(visitor.agency, "agency")
        note(work, visitor, "questionnaire.withdrawn", instrument_id)
    return redirect(url_for("console.surveys", done="questionnaire_withdrawn"))


@desk.post("/surveys/<instrument_id>/use")
@needs("admin")
def survey_use(visitor: Visitor, instrument_id: str) -> Any:
    """Let posters, chat and web ask this one from now on, in a round of its own."""
    with parts().workplace.begin() as work:
        try:
            found = library.taking(work, visitor.agency, instrument_id)
        except Refused as refused:
            raise Refused("questionnaire_unknown") from refused
        if found.for_staff:
            raise Refused("questionnaire_unknown")
        work.agencies.change(replace(visitor.agency, survey_instrument=found.id), visitor.agency)
        work.revisions.bump(visitor.agency, "agency")
        note(work, visitor, "questionnaire.used", found.id)
    return redirect(url_for("console.surveys", done="questionnaire_used"))


def _add(visitor: Visitor, instrument: Instrument) -> Any:
    try:
        with parts().workplace.begin() as work:
            kept, outcome = library.add(work, visitor.agency, instrument, parts().clock)
            if outcome != "same":
                note(work, visitor, "questionnaire.added", kept.id)
    except Refused as refused:
        return _list(visitor, problem=survey_texts.sentence(refused)), 400
    return redirect(url_for("console.survey", instrument_id=kept.id, done=words.OUTCOMES[outcome]))


def _found(work: Work, visitor: Visitor, instrument_id: str) -> Instrument:
    try:
        return library.find(work, visitor.agency, instrument_id)
    except Refused as refused:
        raise Refused("questionnaire_unknown") from refused


def _list(visitor: Visitor, problem: str = "", faults: tuple[Fault, ...] = ()) -> str:
    with parts().workplace.read() as work:
        own = list(work.questionnaires.all(visitor.agency))
        used = {one.instrument for one in work.rounds.all(visitor.agency)}
    return render(
        "surveys.html", own=own, used=used, built_in=[load(one) for one in known()], problem=problem, faults=faults,
        words=words, services="\n".join(lines("services")), title=one_line("title", 150), chosen=_chosen(visitor),
        year=fiscal_year(bangkok_day(parts().clock.now())), most=satisfaction.MOST_SERVICES,
    )  # fmt: skip


def _chosen(visitor: Visitor) -> str:
    """The id of the questionnaire that posters ask."""
    return visitor.agency.survey_instrument or DEFAULT


def _sheet(found: Instrument) -> Response:
    written = StringIO()
    csv.writer(written).writerows([inert(cell) for cell in row] for row in write_rows(found))
    return _file("\ufeff" + written.getvalue(), _CSV, f"{found.id}.csv")


def _file(text: str, kind: str, name: str) -> Response:
    response = make_response(text)
    response.content_type = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
