"""A round's scores once more without what deserves a look: one rule for every page, print and file."""

from dataclasses import dataclass, replace

from kernel.agency import Agency
from surveys.library import find
from surveys.ports import ResultWork
from surveys.quality import bursts
from surveys.results import RoundSummary, summarise, summarise_slices, summary
from surveys.suppression import THRESHOLD
from surveys.tally import ALL, UNFLAGGED


@dataclass(frozen=True)
class Apart:
    """The round once more without what deserves a look. None where that leaves out nobody, or too few: the difference
    between two scores would tell what those few answered."""

    unflagged: RoundSummary | None
    """Without the responses that carry a quality flag."""
    calm: RoundSummary | None
    """Without the bursts as well."""


def set_apart(work: ResultWork, agency: Agency, round_id: str) -> Apart:
    """What every page, print and file shows beside the round's scores."""
    whole, plain, calm = summary(work, agency, round_id), unflagged(work, agency, round_id), None
    if whole is None or plain is None:
        return Apart(None, None)
    found = without_bursts(work, agency, round_id)
    if found is not None and _enough(whole, found) and (plain.n == whole.n or _enough(plain, found)):
        calm = found
    return Apart(plain if _enough(whole, plain) else None, calm)


def _enough(one: RoundSummary, fewer: RoundSummary) -> bool:
    return one.n - fewer.n >= THRESHOLD


def unflagged(work: ResultWork, agency: Agency, round_id: str) -> RoundSummary | None:
    """The round's summary without the responses that carry a quality flag, from counts as everywhere."""
    round_ = work.rounds.get(agency, round_id)
    if round_ is None:
        return None
    instrument, slices = find(work, agency, round_.instrument), work.tallies.of_round(agency, round_id)
    plain = {replace(key, dimension=ALL): one for key, one in slices.items() if key.dimension == UNFLAGGED}
    return summarise_slices(agency, round_, plain, 0, instrument)


def without_bursts(work: ResultWork, agency: Agency, round_id: str) -> RoundSummary | None:
    """The same without bursts as well; None while there are none. A burst is judged by days, which counts do not
    know: only here rows are read."""
    round_ = work.rounds.get(agency, round_id)
    staged = {(burst.point, burst.day) for burst in bursts(work.responses.days(agency, round_id))}
    if round_ is None or not staged:
        return None
    rows = work.responses.of_round(agency, round_id)
    rows = [one for one in rows if not one.flags and (one.point, one.day) not in staged]
    return summarise(agency, round_, rows, 0, find(work, agency, round_.instrument))
