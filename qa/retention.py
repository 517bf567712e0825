"""What is forgotten by rule: threads nobody writes in any more end, and the words of ended ones are erased."""

from datetime import timedelta

from kernel.agency import Agency
from kernel.clock import Clock
from qa.ports import Progress, QuestionWork
from qa.replying import closed

ANSWERED_STAYS = timedelta(days=7)
"""After the last answer: who does not write back by then is served."""
WAITING_STAYS = timedelta(days=90)
"""The longest time for which anybody's id is kept for an answer that never came."""


def tidy(work: QuestionWork, agency: Agency, clock: Clock) -> tuple[int, int]:
    """End old threads, erase the words of those that ended `agency.question_days` ago: how many of each.

    May be repeated; meant for once a day.
    """
    return _end(work, agency, clock), _erase(work, agency, clock)


def _end(work: QuestionWork, agency: Agency, clock: Clock) -> int:
    stays, now = {Progress.ANSWERED: ANSWERED_STAYS, Progress.WAITING: WAITING_STAYS}, clock.now()
    old = [one for one in work.questions.in_progress(agency, *stays) if now - one.active_at > stays[one.progress]]
    for thread in old:
        work.questions.replace(agency, closed(work, agency, thread, clock))
    return len(old)


def _erase(work: QuestionWork, agency: Agency, clock: Clock) -> int:
    kept, now = timedelta(days=agency.question_days), clock.now()
    ended = work.questions.in_progress(agency, Progress.CLOSED)
    gone = [one for one in ended if now - (one.closed_at or one.active_at) > kept]
    for thread in gone:
        work.questions.remove(agency, thread.id)
    return len(gone)
