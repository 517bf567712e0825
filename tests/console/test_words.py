"""Every reason and every log line that the code can produce has a Thai sentence."""

import re
from pathlib import Path

from console import texts
from console.blueprint import HERE
from console.credential_shapes import Shape

_ACTION = re.compile(r'(?:note\(work, visitor|_note\(.*?|staff_log\.add\([^"]*?),? ?"([a-z_]+\.[a-z_]+)"')


def _sources(*rooms: str) -> str:
    return "\n".join(path.read_text() for room in rooms for path in sorted((HERE.parent / room).rglob("*.py")))


def test_every_log_action_is_told_in_thai() -> None:
    written = set(_ACTION.findall(_sources("console", "bot")))
    assert {"point.added", "own.code_wrong", "staff.invited"} <= written | set(texts.ACTIONS)
    assert written - set(texts.ACTIONS) == set()


def test_every_done_key_has_a_sentence() -> None:
    used = set(re.findall(r'done="([a-z_]+)"', _sources("console")))
    assert used - set(texts.DONE) == set()


def test_every_shape_is_named_to_the_person() -> None:
    said = {shape: texts.refusal("not_line_token", {"got": shape}) for shape in Shape}
    assert len(set(said.values())) == len(Shape)
    assert not [text for text in said.values() if "{" in text]


def test_templates_hold_no_unfinished_wording() -> None:
    pages = "".join(path.read_text() for path in Path(HERE / "templates").rglob("*.html"))
    assert not [word for word in ("TODO", "lorem", "ครับ", "ค่ะ") if word in pages]
