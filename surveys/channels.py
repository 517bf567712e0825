"""n by channel, decided once for each round and told alike wherever it stands.

A round's small channels are withheld, and what would give them away; with fewer than five answers, all of them. Every
page, file, tab and report of the round says these numbers and no others. Whatever holds several rounds (a year, a
province) adds up what its rounds tell; the people whom they do not tell apart stand in one number of their own. So a
sum says nothing that its rounds do not say already, however the publications are laid beside each other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surveys.suppression import THRESHOLD, one_way
from surveys.texts import CHANNELS, HIDDEN, NO_CHANNEL


@dataclass(frozen=True)
class Channels:
    """n by channel as it may be told."""

    n: int
    """Everybody."""
    named: Mapping[str, int | None]
    """Channel -> respondents; None = withheld. Empty where not even the channels are named."""

    @property
    def rest(self) -> int:
        """Respondents whose channel is not told."""
        return self.n - sum(n or 0 for n in self.named.values())

    def told(
        self, names: Mapping[str, str] = CHANNELS, rest: str = NO_CHANNEL, hidden: str = HIDDEN
    ) -> dict[str, int | str]:
        """Name -> respondents, then those whose channel is not told, if any; what is not `hidden` adds up to n."""
        last: dict[str, int | str] = {rest: self.rest} if self.rest else {}
        return {names.get(channel, channel): hidden if n is None else n for channel, n in self.named.items()} | last

    def __str__(self) -> str:
        return ", ".join(f"{name} {n}" for name, n in self.told().items())


def channels(by_channel: Mapping[str, int]) -> Channels:
    """Those of one round. by_channel -- channel -> respondents, as counted."""
    n, counts = sum(by_channel.values()), tuple(by_channel.values())
    if n < THRESHOLD:
        return Channels(n, {})
    return Channels(n, dict(zip(by_channel, one_way(counts), strict=True)))


def together(rounds: Iterable[Channels]) -> Channels:
    """The sum of several rounds; one stays as it is."""
    given = list(rounds)
    named: dict[str, int | None] = {}
    for one in given:
        for channel, n in one.named.items():
            known = named.get(channel)
            named[channel] = known if n is None else (known or 0) + n
    return Channels(sum(one.n for one in given), named)
