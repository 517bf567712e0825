"""When every officer's key is lost: the recovery key gives the cases to new officers. The middle step runs offline.

`pack` writes what is wrapped for the recovery key, still wrapped; `rewrap` opens it beside the paper, on a machine
without a network, and wraps each case again for the new officers whom its informer did not exclude; `load` puts the
new wraps into the store. No key and no text passes in clear from one machine to the other.
"""

import json
from base64 import b64decode, b64encode
from typing import Any

from complaints import guard
from complaints.casefile import CASE, CONTACT, INSIDE, OFFICER, RECOVERY
from complaints.desk import Desk
from complaints.envelope import key_name, place, unpad
from complaints.header import load_header
from complaints.rows import KeyBox
from kernel.agency import Agency
from kernel.errors import Refused, Unreadable
from storage import crypto
from storage.sealed.case_crypto import open_named, seal_named
from storage.sealed.recovery_sheet import read_key

_FORMAT = "prongsai recovery 1"
_KINDS = (CASE, CONTACT, INSIDE)


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
        "cases": [{"reference": row.reference, "epoch": row.epoch, "header": _text(row.header)} for row in rows],
        "boxes": [{"reference": b.reference, "kind": b.kind, "epoch": b.epoch, "box": _text(b.box)} for b in boxes],
    })  # fmt: skip


def rewrap(packed: str, secret_text: str) -> str:
    """Offline: new wraps for the officers in the package. Raises Refused("not_a_package"), Unreadable."""
    body, secret = _read(packed), read_key(secret_text)
    agency = body["agency"]
    keys = {
        (one["reference"], one["kind"], one["epoch"]): open_named(
            b64decode(one["box"]), secret, key_name(agency, one["reference"], one["kind"], "recovery:", one["epoch"])
        )
        for one in body["boxes"]
    }
    barred = {one["reference"]: _excluded(agency, one, keys) for one in body["cases"]}
    wraps = []
    for (reference, kind, epoch), key in keys.items():
        for officer in body["officers"]:
            if officer["id"] not in barred[reference]:
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


def _excluded(agency: str, case: dict[str, Any], keys: dict[tuple[str, str, int], bytes]) -> tuple[str, ...]:
    key = keys.get((case["reference"], CASE, case["epoch"]))
    if key is None:
        raise Unreadable
    bound = place(agency, case["reference"], "header", epoch=case["epoch"])
    return load_header(unpad(crypto.decrypt(key, b64decode(case["header"]), bound))).excluded


def _read(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        raise Refused("not_a_package") from None
    if not isinstance(body, dict) or body.get("format") != _FORMAT:
        raise Refused("not_a_package")
    return body


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()
