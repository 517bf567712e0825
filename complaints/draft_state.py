"""What a draft is: where somebody stands, and, sealed, what was typed so far."""

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass, replace

from complaints.evidence import CleanFile
from kernel.errors import Unreadable

QUESTIONS = ("what", "who", "when", "where", "known", "files")
"""One a bubble. `files` takes photographs; free text there is evidence in words."""


@dataclass(frozen=True)
class Draft:
    """Where somebody stands. Holds nothing that was typed."""

    step: int
    """Index into QUESTIONS; as many as there are: the review."""
    answered: tuple[bool, ...]
    files: int
    waiting: int = 0
    """Photographs that were sent and are not here yet."""

    @property
    def steps(self) -> int:
        """How many questions there are."""
        return len(QUESTIONS)

    @property
    def question(self) -> str:
        """The id of the question that is open; "" at the review."""
        return "" if self.review else QUESTIONS[self.step]

    @property
    def review(self) -> bool:
        """Whether everything was asked."""
        return self.step >= len(QUESTIONS)


@dataclass(frozen=True, repr=False)
class State:
    form: str
    step: int = 0
    told: tuple[tuple[str, str, str], ...] = ()
    """(question, text, the platform's message id)."""
    photos: tuple[tuple[int, str], ...] = ()
    """(part, the platform's message id)."""
    wanted: tuple[str, ...] = ()
    """The platform's ids of photographs that are still to be fetched."""

    @property
    def draft(self) -> Draft:
        """What may be shown of it."""
        fields, photos = {question for question, _, _ in self.told}, bool(self.photos or self.wanted)
        answered = tuple(one in fields or (one == "files" and photos) for one in QUESTIONS)
        return Draft(self.step, answered, len(self.photos), len(self.wanted))

    def holds(self, message_id: str) -> bool:
        """Whether a message of the platform is part of it."""
        return message_id in self.wanted or any(message_id == one[-1] for one in (*self.told, *self.photos))

    def without(self, message_id: str) -> "State":
        """The same without one message."""
        told = tuple(one for one in self.told if one[2] != message_id)
        photos = tuple(one for one in self.photos if one[1] != message_id)
        return replace(self, told=told, photos=photos, wanted=tuple(one for one in self.wanted if one != message_id))


def dump_state(state: State) -> bytes:
    """JSON in UTF-8."""
    return json.dumps(asdict(state)).encode()


def load_state(plain: bytes) -> State:
    """Undo `dump_state`. Raises Unreadable for anything else."""
    try:
        body = json.loads(plain)
        told = tuple((one[0], one[1], one[2]) for one in body["told"])
        photos = tuple((part, one) for part, one in body["photos"])
        return State(body["form"], body["step"], told, photos, tuple(body.get("wanted", ())))
    except (ValueError, KeyError, TypeError):
        raise Unreadable from None


def dump_file(file: CleanFile) -> bytes:
    """JSON in UTF-8."""
    body = {
        "name": file.name, "kind": file.kind, "data": b64encode(file.data).decode(), "cleaned": file.cleaned,
        "original": file.original, "orientation": file.orientation,
    }  # fmt: skip
    return json.dumps(body).encode()


def load_file(plain: bytes) -> CleanFile:
    """Undo `dump_file`."""
    body = json.loads(plain)
    return CleanFile(**{**body, "data": b64decode(body["data"])})
