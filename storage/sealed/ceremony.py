"""When every officer's key is lost: the recovery key gives the cases to new officers. The middle step runs offline.

`pack` writes what is wrapped for the recovery key, still wrapped; `rewrap` opens it beside the paper, on a machine
without a network, and wraps each case again for the new officers whom its informer did not exclude; `load` puts the
new wraps into the store. No key and no text passes in clear from one machine to the other.
"""

import json
from base64 import b64decode, b64encode
from contextlib import suppress
from typing import Any

from complaints import guard
from complaints.casefile import CASE, CONTACT, INSIDE, OFFICER, RECOVERY
from complaints.desk import Desk
from complaints.envelope import key_name, place, unpad
from complaints.header import load_header
from complaints.inside import load_inside
from complaints.rows import KeyBox
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable
from storage import crypto
from storage.sealed.case_crypto import open_named, seal_named
from storage.sealed.recovery_sheet import read_key

_FORMAT = "prongsai recovery 1"
_KINDS = (CASE, CONTACT, INSIDE)

Keys = dict[tuple[str, str, int], bytes]
"""Reference, kind and key change to key."""


def pack(desk: Desk, agency: Agency) -> str:
    """Wraps for the recovery key, sealed headers, and the public keys of the officers who are there now.

    Raises Refused("no_officer_left") when nobody is there to receive them.
    """
    with desk.store.read() as work:
        officers = guard.approved(work, agency)
        rows = work.cases.all(agency)
        boxes = [box for kind in _KINDS for box in work.cases.boxes(agency, RECOVERY, kind)]
    if not officers:
        raise Refused("no_officer_left")
    files = desk.files(agency)
    marks = {
        one.id: {f"{row.reference} {kind}": files.mark(row.reference, kind, one.id) for row in rows for kind in _KINDS}
        for one in officers
    }
    return json.dumps({
        "format": _FORMAT, "agency": agency.code,
        "officers": [{"id": one.id, "public": _text(one.public), "marks": marks[one.id]} for one in officers],
        "cases": [
            {"reference": row.reference, "epoch": row.epoch, "header": _text(row.header), "inside": _text(row.inside)}
            for row in rows
        ],
        "boxes": [{"reference": b.reference, "kind": b.kind, "epoch": b.epoch, "box": _text(b.box)} for b in boxes],
    })  # fmt: skip


def rewrap(packed: str, secret_text: str) -> str:
    """Offline: new wraps for the officers in the package, of all that is sealed to this very key.

    Raises Refused("not_a_package"), Unreadable when nothing is.
    """
    body, secret = _read(packed), read_key(secret_text)
    agency, keys = body["agency"], _opened(body, secret)
    if body["boxes"] and not keys:
        raise Unreadable
    barred = {one["reference"]: _barred(agency, one, keys) for one in body["cases"]}
    wraps = []
    for (reference, kind, epoch), key in keys.items():
        closed_to = barred[reference]
        for officer in body["officers"]:
            if closed_to is not None and officer["id"] not in closed_to:
                name = key_name(agency, reference, kind, f"officer:{officer['id']}", epoch)
                wraps.append({
                    "reference": reference, "kind": kind, "epoch": epoch,
                    "reader": officer["marks"][f"{reference} {kind}"],
                    "box": _text(seal_named(key, b64decode(officer["public"]), name)),
                })  # fmt: skip
    return json.dumps({"format": _FORMAT, "agency": agency, "wraps": wraps})


def load(desk: Desk, agency: Agency, rewrapped: str) -> int:
    """Keep the new wraps; how many cases they open. Raises Refused("not_a_package")."""
    body = _read(rewrapped)
    if body["agency"] != agency.code or "wraps" not in body:
        raise Refused("not_a_package")
    with desk.store.begin() as work:
        known = {row.reference for row in work.cases.all(agency)}
        boxes = [
            KeyBox(one["reference"], one["kind"], OFFICER, one["reader"], one["epoch"], b64decode(one["box"]))
            for one in body["wraps"]
            if one["reference"] in known
        ]
        work.cases.put_boxes(agency, boxes)
        work.audit.add(agency, desk.today, "recovery", "rewrapped", reason=str(len(boxes)))
    return len({box.reference for box in boxes})


def _opened(body: dict[str, Any], secret: bytes) -> Keys:
    """What was sealed to another recovery key, and not handed on since, is left out: the rest must not wait for it."""
    keys: Keys = {}
    for one in body["boxes"]:
        reference, kind, epoch = one["reference"], one["kind"], one["epoch"]
        with suppress(Unreadable):
            name = key_name(body["agency"], reference, kind, "recovery:", epoch)
            keys[reference, kind, epoch] = open_named(b64decode(one["box"]), secret, name)
    return keys


def _barred(agency: str, case: dict[str, Any], keys: Keys) -> set[str] | None:
    """Officers whom the informer excluded, and who stepped back; None for a case that nobody can be given."""
    reference, epoch = case["reference"], case["epoch"]
    key, inside_key = keys.get((reference, CASE, epoch)), keys.get((reference, INSIDE, epoch))
    if key is None:
        return None
    bound = place(agency, reference, "header", epoch=epoch)
    barred = {*load_header(unpad(crypto.decrypt(key, b64decode(case["header"]), bound))).excluded}
    if inside_key is not None and case.get("inside"):
        bound = place(agency, reference, INSIDE, epoch=epoch)
        barred |= {*load_inside(unpad(crypto.decrypt(inside_key, b64decode(case["inside"]), bound))).recused}
    return barred


def _read(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        raise Refused("not_a_package") from None
    if not isinstance(body, dict) or body.get("format") != _FORMAT:
        raise Refused("not_a_package")
    return body


def _text(raw: bytes | None) -> str:
    return b64encode(raw or b"").decode()
