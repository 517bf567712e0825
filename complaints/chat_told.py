"""A report told in a chat: one row a message, each with a key of its own, so that one can be taken back alone."""

from collections.abc import Sequence

from complaints.casethread import BY_INFORMER, CaseThread, Sent, Turn, thread_hash


def told_rows(
    thread: CaseThread, reference: str, key: bytes, sent: list[Sent], chat: Sequence[tuple[str, str, str]], day: str
) -> tuple[list[Sent], list[tuple[str, str]]]:
    """`sent` and one more per chat message; and which of the platform's messages became which of ours."""
    unsend = []
    for field, text, platform_id in chat:
        turn = Turn(BY_INFORMER, sent[-1].row.epoch, len(sent), thread_hash(sent[-1].row))
        body = {"day": day, "field": field, "text": text}
        sent = [*sent, thread.seal(reference, key, turn, body, own_key=True)]
        unsend.append((platform_id, sent[-1].row.id))
    return sent, unsend
