"""Bringing a person's answer back into the chat."""

from bot import letters, messages, texts
from bot.batch import PERSON
from bot.letters import Letter
from bot.parts import Parts
from bot.state import from_dict
from kernel.agency import Agency
from kernel.jobs import Job
from qa import passing

DELIVER_ANSWER = "deliver_answer"
"""Asked for by `qa.passing.answer`; payload: question."""

_SHOWN = 60
"""Characters of the question that are repeated, so that the person knows what the answer is about."""


def bring_answer(parts: Parts, agency: Agency, job: Job) -> None:
    """Put the answer into the outbox: pushed if the budget allows, else it rides on the person's next reply.

    Once: the question forgets its person in the transaction that writes the message.
    """
    question_id = job.payload["question"]
    with parts.workplace.begin() as work:
        found = passing.delivery(work, agency, question_id)
        if found is None:
            return
        person = parts.vault.mark(PERSON, agency.code, found.person)
        state = from_dict(work.conversations.many([(agency.code, person)]).get((agency.code, person)))
        if not state.blocked:
            head = texts.ANSWER_HEAD.format(question=messages.cut(found.question, _SHOWN))
            letter = Letter([messages.text(f"{head}\n\n{found.answer}")], user=found.person, stage=letters.PUSH)
            row = letters.outgoing(agency.code, person, letter, parts.clock.now())
            work.outbox.put_many([row], claimed_until=None)
        passing.delivered(work, agency, question_id)
