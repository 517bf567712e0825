"""Facts about threads with staff, each as its verb, inside an open transaction."""

from collections.abc import Collection, Sequence

from bot import letters
from bot.facts import AskedUnknown, Erased, Forgotten, ThreadTapped, Unsent, WroteOn
from bot.ports import Work
from kernel.agency import Agency
from kernel.clock import Clock, bangkok_day
from qa import asked, passing, sealing, threads

ThreadFact = AskedUnknown | WroteOn | ThreadTapped | Erased | Unsent | Forgotten


def apply(work: Work, agency: Agency, user_id: str, person: str, fact: ThreadFact, clock: Clock) -> None:
    """Write one fact down. `user_id` is the private id, `person` the keyed hash. Raises Refused."""
    match fact:
        case AskedUnknown():
            message_id = fact.message_id or None
            passing.pass_on(work, agency, fact.text, user_id, message_id, clock, fact.kind, key=fact.key)
        case WroteOn():
            threads.write_on(work, agency, fact.thread, fact.text, user_id, fact.message_id or None, clock)
        case ThreadTapped():
            _tapped(work, agency, user_id, fact, clock)
        case Erased():
            asked.forget_threads(work, agency, fact.threads, bangkok_day(clock.now()))
            _erase(work, agency, fact.threads)
            _drop_letters(work, agency, person, fact.threads)
        case Unsent():
            asked.unsaid(work, agency, fact.message_id)
            _drop_letters(work, agency, person, passing.withdrawn(work, agency, fact.message_id))
        case Forgotten():
            known = [sealing.thread_id(work.vault, agency, user_id, key) for key in fact.threads]
            threads.forget_person(work, agency, known)
            work.outbox.forget_person(agency, person)


def _erase(work: Work, agency: Agency, thread_ids: Sequence[str]) -> None:
    """The threads, and what was kept of the same messages to learn from."""
    for messages in work.questions.messages(agency, thread_ids).values():
        for message in messages:
            if message.message_mark is not None:
                work.asked.remove(agency, message.message_mark)
    threads.erase(work, agency, thread_ids)


def _tapped(work: Work, agency: Agency, user_id: str, fact: ThreadTapped, clock: Clock) -> None:
    match fact.way:
        case "close":
            threads.finish(work, agency, fact.thread, clock)
        case "reopen":
            threads.reopen(work, agency, fact.thread, user_id, clock)
        case _:
            threads.satisfied(work, agency, fact.thread, fact.way == "yes", clock)


def _drop_letters(work: Work, agency: Agency, person: str, about: Collection[str]) -> None:
    """What is held for the person repeats their question: when that is gone, so are the letters about it."""
    if about and person:
        held = work.outbox.held([(agency.code, person)])
        work.outbox.settle([(row.agency, row.id) for row in held if letters.about(row) & set(about)])
