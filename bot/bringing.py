"""Bringing a person's answers back into the chat.

Pushed while the agency's own monthly limit lasts. After that they ride for nothing on the person's next reply: they
write, or tap "ดูคำตอบ", and the reply token of that very tap carries them. The token of the question itself is spent
at once on saying that somebody will answer.
"""

from bot import letters
from bot.batch import PERSON
from bot.letters import Letter
from bot.parts import Parts
from bot.ports import Work
from bot.state import from_dict
from bot.topics.threads import answer_messages
from kernel.agency import Agency
from kernel.jobs import Job
from qa import passing


def bring_answer(parts: Parts, agency: Agency, job: Job) -> None:
    """Put what staff wrote into the outbox: pushed if the budget allows, else it rides on the person's next reply.

    Once: the thread knows in the same transaction that nothing of it is on its way any more.
    """
    thread_id = job.payload["question"]
    with parts.workplace.begin() as work:
        found = passing.delivery(work, agency, thread_id)
        if found is None:
            return
        _put(parts, work, agency, found)
        passing.delivered(work, agency, thread_id)


def _put(parts: Parts, work: Work, agency: Agency, found: passing.Delivery) -> None:
    person = parts.vault.mark(PERSON, agency.code, found.person)
    if from_dict(work.conversations.many([(agency.code, person)]).get((agency.code, person))).blocked:
        return
    shown = answer_messages(found.question_id, found.question, found.answers, closed=found.closed)
    letter = Letter(shown, user=found.person, stage=letters.PUSH, about=found.question_id)
    work.outbox.put_many([letters.outgoing(agency.code, person, letter, parts.clock.now())], claimed_until=None)
