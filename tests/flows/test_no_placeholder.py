"""The whole starter base in every channel citizens have: no brace, however little an office has filled in."""

import json
from dataclasses import replace

import pytest

from bot.desk import Desk
from bot.state import State
from bot.topics import answers, browsing
from kernel.agency import Agency
from qa.answering import KnowledgeBase
from qa.entries import Entry
from qa.normal import flat
from qa.seed import starter
from tests.bot.saying import DESK
from tests.cast import BAN_MAI

BARE = Agency(code="bare", name="องค์การบริหารส่วนตำบลดอนกลาง", unit="")
OFFICES = {"bare": BARE, "telephone only": replace(BARE, phone="0-4400-0001"), "full": BAN_MAI}
ODD = Entry(
    "odd", "อื่น ๆ", "ถาม {name}", "ตอบ\nโทร {fone}\n{ เบอร์ }\nเหลือ { ปีกกา\n{phone}", ("ถาม {x}",), ("{y}",),
    phone="{fone}", link="{website}",
)  # fmt: skip


def chat(base: KnowledgeBase, agency: Agency) -> list[str]:
    """Everything the chat can say of the knowledge base, as LINE gets it."""
    desk = replace(DESK, agency=agency, knowledge=base)
    turns = [_read_to_its_end(desk, entry) for entry in base.entries]
    turns += [browsing.categories(desk, State(), page=page).messages for page in range(4)]
    refs = [browsing.named(desk, flat(name)) for name in base.categories()]
    turns += [browsing.questions(desk, State(), ref, page).messages for ref in refs for page in range(3)]
    return [json.dumps(turn, ensure_ascii=False) for turn in turns]


def _read_to_its_end(desk: Desk, entry: Entry) -> list[object]:
    return [message for part in range(6) for message in answers.show(desk, State(), entry, "q", part).messages]


def texts_in(said: str) -> list[str]:
    """Every text a person reads in a JSON of messages; its own braces are not the office's."""
    found: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, dict):
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)
        elif isinstance(node, str):
            found.append(node)

    walk(json.loads(said))
    return found


@pytest.mark.parametrize("office", OFFICES)
def test_no_placeholder_is_ever_shown(office: str) -> None:
    agency = OFFICES[office]
    base = KnowledgeBase([*starter(), ODD], agency, with_words=False)
    assert len(base.entries) == len(starter()) + 1
    assert sum("{" in entry.answer for entry in starter()) > 100  # it could happen
    said = [text for turn in chat(base, agency) for text in texts_in(turn)]
    said += texts_in(json.dumps([base.as_json(entry.question) for entry in starter()[:20]]))  # the command line
    said += [text for one in base.entries for text in (one.question, one.answer, one.phone, one.link, *one.keywords)]
    assert len(said) > 1000
    assert [text for text in said if "{" in text or "}" in text] == []


def test_answers_lose_only_the_lines_with_a_hole() -> None:
    shown = KnowledgeBase([ODD], BAN_MAI, with_words=False).entries[0]
    assert (shown.answer, shown.question, shown.phone, shown.phrasings, shown.keywords) == (
        "ตอบ\n0-4400-0001", "ถาม อบต.บ้านใหม่", "", (), (),
    )  # fmt: skip
