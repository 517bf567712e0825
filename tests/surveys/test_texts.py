"""Every refusal of this room has a Thai sentence."""

import re
from pathlib import Path

import surveys
from kernel.errors import Refused
from surveys import texts

ROOM = Path(surveys.__file__).parent
FACTS = {
    "line": 3,
    "column": "e1",
    "where": "items.e1",
    "fault": "missing",
    "least": 1,
    "most": 9,
    "limit": 9,
    "got": 10,
    "first": "1 ตุลาคม 2569",
    "last": "30 กันยายน 2570",
    "whole": 2000,
    "longest": 60,
}


def test_every_reason_has_a_sentence() -> None:
    sources = "".join(file.read_text(encoding="utf-8") for file in ROOM.rglob("*.py"))
    reasons = set(re.findall(r'Refused\(\s*"(\w+)"', sources))
    assert reasons == texts.SENTENCES.keys()


def test_sentences_hold_no_open_gap_and_no_gendered_particle() -> None:
    for reason in texts.SENTENCES:
        said = texts.sentence(Refused(reason, **FACTS))
        assert not re.search(r"[{}]|ครับ|ค่ะ", said)
