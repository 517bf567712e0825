"""One case on its way out of the house: on paper, or in a file that opens with a one-time password. Never many at once.

Like the page of a case this reads opened text: it is shown or sealed, and kept nowhere.
"""

import base64
import hashlib
import json
from typing import Any

from flask import make_response, request

from complaints import taking_out
from complaints.topics import category_label
from console import case_texts
from console.blueprint import HERE, desk
from console.case_views import case_page, names, officers_room, own_reader
from console.forms import one_line, typed
from console.guards import needs
from console.pages import render, sentence
from console.sessions import Visitor
from kernel.errors import Refused

_OPENER = (HERE / "static" / "opener.js").read_text("utf-8")
_RUN = base64.b64encode(hashlib.sha256(_OPENER.encode()).digest()).decode()
"""What the file's own policy lets run: this script, and nothing that a case could bring along."""


@desk.post("/cases/<reference>/export")
@needs("officer")
def case_export(visitor: Visitor, reference: str) -> Any:
    """The printable page, or the password of the file that the next tap brings."""
    reader, reason = own_reader(visitor), typed("reason", 1000)
    try:
        if one_line("how", 10) == "sealed":
            if not reason:
                raise Refused("reason_missing")
            reader.colleagues(reference)  # 404 for a case that is not this officer's
            password, notes = taking_out.new_password(), bool(request.form.get("notes"))
            return render("case_export.html", reference=reference, password=password, reason=reason, notes=notes)
        export = reader.export(reference, reason, notes=bool(request.form.get("notes")))
        return _document(visitor, export, reason, files=False)
    except Refused as refused:
        return _refused(visitor, reader, reference, refused, reason)


@desk.post("/cases/<reference>/export/file")
@needs("officer")
def case_export_file(visitor: Visitor, reference: str) -> Any:
    """The sealed file. It opens in any browser, without a network, with the password shown before."""
    reader, reason = own_reader(visitor), typed("reason", 1000)
    try:
        password = taking_out.read_password(one_line("password", 60))
        export = reader.export(reference, reason, notes=bool(request.form.get("notes")))
        reference = export.case.reference
        page = _document(visitor, export, reason, files=True)
        parts = [page.encode(), *(one.data for one in export.evidence)]
        sealed = officers_room().seal_parts(password, reference, parts)
    except Refused as refused:
        return _refused(visitor, reader, reference, refused, reason)
    shell = render(
        "case_sealed.html", reference=reference, script=_OPENER, run=_RUN, facts=_facts(reference, sealed, export),
        parts=[base64.b64encode(cipher).decode() for _, cipher in sealed.parts],
    )  # fmt: skip
    response = make_response(shell)
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}.html"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _document(visitor: Visitor, export: Any, reason: str, *, files: bool) -> str:
    return render(
        "case_document.html", export=export, opened=export.case, files=files, reason=reason, me=visitor.member.name,
        office=visitor.agency, names=names(visitor), category=category_label(export.case.header.category),
        asked=case_texts.ASKED,
    )  # fmt: skip


def _facts(reference: str, sealed: taking_out.SealedParts, export: Any) -> str:
    """What the opener needs: numbers, kinds and nonces; what the files are called is inside."""
    kinds = {"jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp", "pdf": "application/pdf"}
    body = {
        "name": reference,
        "salt": base64.b64encode(sealed.salt).decode(),
        "rounds": sealed.rounds,
        "nonces": [base64.b64encode(nonce).decode() for nonce, _ in sealed.parts],
        "kinds": ["", *(kinds[one.fact.kind] for one in export.evidence)],
        "wrong": case_texts.OPENER_WRONG,
        "unable": case_texts.OPENER_UNABLE,
    }
    return json.dumps(body)


def _refused(visitor: Visitor, reader: Any, reference: str, refused: Refused, reason: str) -> Any:
    if refused.reason == "no_such_case":
        raise refused
    page = case_page(visitor, reader, reference, problem=sentence(refused), wanted="export", typed={"export": reason})
    return page if isinstance(page, tuple) else (page, 400)
