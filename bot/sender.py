"""One sender: reply, push or hold, and what each outcome permits.

A reply is free and a token is good for one message, so after an unknown outcome the *reply* is tried again and again
with the same token, for as long as LINE promises it: LINE refuses the second of two, nobody sees it twice. A push
after an unknown reply could be seen twice, hence never: when LINE was silent for all of that time, the letter is held
for the person's next message. A push keeps one retry key through all its tries, under which LINE delivers once.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from enum import Enum

from bot import budget, letters, messages, texts
from bot.letters import Letter
from bot.outcomes import Ambiguous, Delivered, Line, NotConnected, Outcome, Reason, Refused
from bot.parts import Channel, Parts
from bot.ports import Message
from kernel.post import Outgoing

log = logging.getLogger("bot.sender")

REPLY_WAITS_S = (0.2, 1.0)
"""Before a reply is tried again that LINE has certainly not taken."""
PUSH_WAITS_S = (0.5, 1.0, 2.0)
REPLY_LATER = timedelta(seconds=5)
"""Before a reply is tried again that LINE did not take, or not in our sight."""
PUSH_LEASE = timedelta(seconds=60)
RETRY_KEY_LIVES = timedelta(hours=23)


class Verdict(Enum):
    """What becomes of the outbox row."""

    DONE = 1
    HOLD = 2
    """It waits for the person's next message and rides on that reply."""
    AGAIN = 3
    """It stays; after its lease somebody tries again."""


class Sender:
    """Sends letters. Called from many threads; knows nothing between two calls."""

    def __init__(self, parts: Parts, line: Line, pause: Callable[[float], None] = time.sleep) -> None:
        self._parts = parts
        self._line = line
        self._pause = pause

    def send(self, row: Outgoing, *, resumed: bool = False, ours: Callable[[], bool] = lambda: True) -> Verdict:
        """Bring one letter on its way.

        resumed -- an earlier process may have sent it already
        ours -- whether the row's lease still runs; when it does not, another process may be sending it now
        """
        letter = letters.letter_of(row)
        if not ours():
            return Verdict.AGAIN
        channel = self._parts.channels(row.agency)
        if channel is None:
            return _keep(letter)
        if letter.stage == letters.PUSH:
            return self._push(channel, row, letter)
        if not letter.token_may_live(self._parts.clock.now()):
            return self._instead(channel, row, letter, uncertain=resumed)
        verdict = self._reply(channel, row, letter, uncertain=resumed)
        if verdict is not None:
            return verdict
        return self._push(channel, row, letter) if ours() else Verdict.AGAIN

    # -- reply

    def _reply(self, channel: Channel, row: Outgoing, letter: Letter, *, uncertain: bool) -> Verdict | None:
        """None when nothing of the letter has gone out and it is worth a push."""
        outcome, unknown = self._try_reply(channel, letter, letter.messages)
        lives = letter.token_lives(self._parts.clock.now())
        uncertain = uncertain or unknown or isinstance(outcome, Ambiguous)
        if isinstance(outcome, Delivered):
            return Verdict.DONE
        if isinstance(outcome, Refused) and outcome.reason is Reason.BAD_REQUEST:
            return self._reply_plainly(channel, letter)
        if not isinstance(outcome, Refused) and (lives or uncertain):
            return self._later(row, letter) if lives else _keep(letter)
        if uncertain:
            return _keep(letter) if letter.unheard and not lives else Verdict.DONE
        return None if _keep(letter) is Verdict.HOLD else Verdict.DONE

    def _later(self, row: Outgoing, letter: Letter) -> Verdict:
        """LINE is away. The same reply again soon; what the person's next message shows anyway is let go."""
        if not letter.lasting:
            return Verdict.DONE
        with self._parts.workplace.begin() as work:
            kept = letters.rewritten(row, replace(letter, unheard=True))
            work.outbox.rewrite(kept, self._parts.clock.now() + REPLY_LATER)
        return Verdict.AGAIN

    def _try_reply(self, channel: Channel, letter: Letter, shown: Sequence[Message]) -> tuple[Outcome, bool]:
        """The last outcome, and whether an earlier try may have gone through."""
        outcome, unknown = self._line.reply(channel.account, letter.token, shown), False
        for wait in REPLY_WAITS_S:
            if isinstance(outcome, Ambiguous) and not unknown and not letter.unheard:
                unknown = True  # at once: if it went through, LINE refuses this one
            elif _worth_waiting(outcome):
                self._pause(wait)
            else:
                break
            outcome = self._line.reply(channel.account, letter.token, shown)
        self._note(channel, "reply", outcome)
        return outcome, unknown

    def _reply_plainly(self, channel: Channel, letter: Letter) -> Verdict:
        """LINE did not like our message: the same words as one plain text, while the token is still good."""
        said = [str(message.get("text") or message.get("altText") or "") for message in letter.messages]
        words = "\n\n".join(one for one in said if one.strip()) or texts.PLAIN_FALLBACK
        self._try_reply(channel, letter, [messages.text(words)])
        return Verdict.DONE

    def _instead(self, channel: Channel, row: Outgoing, letter: Letter, *, uncertain: bool) -> Verdict:
        """The token is too old for a reply. A letter that may have gone out before is not sent again."""
        if letter.unheard:
            return _keep(letter)
        if uncertain or _keep(letter) is Verdict.DONE:
            return Verdict.DONE
        return self._push(channel, row, letter)

    # -- push

    def _push(self, channel: Channel, row: Outgoing, letter: Letter) -> Verdict:
        now = self._parts.clock.now()
        if letter.paid and now - row.created_at > RETRY_KEY_LIVES:
            return Verdict.DONE  # beyond the key's life another try could be seen twice
        if not letter.paid:
            with self._parts.workplace.begin() as work:
                if not budget.reserve(work, channel.agency, now):
                    return _keep(letter)
                letter = replace(letter, stage=letters.PUSH, paid=True)
                work.outbox.rewrite(letters.rewritten(row, letter), now + PUSH_LEASE)
        return self._pushed(channel, letter, self._try_push(channel, row, letter))

    def _try_push(self, channel: Channel, row: Outgoing, letter: Letter) -> list[Outcome]:
        tried: list[Outcome] = []
        for wait in (*PUSH_WAITS_S, None):
            outcome = self._line.push(channel.account, letter.user, letter.messages, row.id)
            tried.append(outcome)
            if wait is None or not (isinstance(outcome, Ambiguous) or _worth_waiting(outcome)):
                break
            self._pause(wait)
        self._note(channel, "push", tried[-1])
        return tried

    def _pushed(self, channel: Channel, letter: Letter, tried: Sequence[Outcome]) -> Verdict:
        last, now = tried[-1], self._parts.clock.now()
        if isinstance(last, Delivered):
            return Verdict.DONE
        if any(isinstance(outcome, Ambiguous) for outcome in tried) and not isinstance(last, Refused):
            return Verdict.AGAIN  # under the same key, after the lease
        with self._parts.workplace.begin() as work:
            budget.give_back(work, channel.agency, now)
            if isinstance(last, Refused) and last.reason is Reason.MONTHLY:
                budget.spent(work, channel.agency, now)
        if isinstance(last, Refused) and last.reason in (Reason.BAD_REQUEST, Reason.NOT_FOUND):
            return Verdict.DONE
        return _keep(letter)

    def _note(self, channel: Channel, call: str, outcome: Outcome) -> None:
        facts = {"agency": channel.agency.code, "call": call}
        if isinstance(outcome, Refused):
            found = facts | {"reason": outcome.reason.value, "status": outcome.status, "request_id": outcome.request_id}
            alarming = outcome.reason in (Reason.UNAUTHORIZED, Reason.FORBIDDEN, Reason.MONTHLY)
            log.log(logging.ERROR if alarming else logging.WARNING, "line.refused", extra=found)
        elif not isinstance(outcome, Delivered):
            log.warning("line.no_answer", extra=facts | {"reason": outcome.cause})


def _worth_waiting(outcome: Outcome) -> bool:
    return isinstance(outcome, NotConnected) or (isinstance(outcome, Refused) and outcome.reason is Reason.RATE)


def _keep(letter: Letter) -> Verdict:
    return Verdict.HOLD if letter.user and letter.lasting else Verdict.DONE
