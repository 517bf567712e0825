"""Files people send: images, video, audio, documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass
class Content:
    """The bytes behind a message to the account `channel`. `ready_at` later than now: still being prepared (202).

    `kind` is the type of the message: "image", "video", "audio" or "file".
    """

    data: bytes
    media_type: str
    kind: str
    channel: str
    ready_at: datetime | None = None
    gone: bool = False
    failed: bool = False

    def state(self, now: datetime) -> str:
        """ "gone", "failed", "processing" or "succeeded"."""
        if self.gone:
            return "gone"
        if self.failed:
            return "failed"
        return "processing" if self.ready_at and now < self.ready_at else "succeeded"


def media_type_of(data: bytes) -> str:
    """The type of an image, video or document by its first bytes."""
    for head, name in (
        (b"\x89PNG", "image/png"),
        (b"\xff\xd8", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"%PDF", "application/pdf"),
    ):
        if data.startswith(head):
            return name
    return "application/octet-stream"
