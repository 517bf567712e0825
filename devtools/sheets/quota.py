"""Quota windows: how many reads and writes a user and a project may make in any 60 seconds."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, fields

from devtools.sheets.refusal import Refusal


class BadQuota(ValueError):  # noqa: N818 - it reads as a sentence
    """A quota that cannot be read; its text says why."""


@dataclass(frozen=True)
class Quota:
    """Requests per window. None: no limit."""

    reads_per_user: int | None = None
    writes_per_user: int | None = None
    reads_per_project: int | None = None
    writes_per_project: int | None = None
    window_s: float = 60.0


GOOGLE = Quota(60, 60, 300, 300)
"""What Google gives a project that has not asked for more."""
_HIGHER = "https://cloud.google.com/docs/quotas/help/request_increase"


def parse(given: str | Mapping[str, float] | None) -> Quota:
    """A quota from a seed or the command line: "google", "writes_per_user=60,...", or an object. Raises BadQuota."""
    if given == "google":
        return GOOGLE
    known = [field.name for field in fields(Quota)]
    try:
        pairs = dict(one.split("=") for one in given.split(",")) if isinstance(given, str) else dict(given or {})
        unknown = set(pairs) - set(known)
        if unknown:
            raise BadQuota(f"unknown quota {', '.join(sorted(unknown))}; known: google, {', '.join(known)}")
        window = float(pairs.pop("window_s", 60.0))
        return Quota(**{name: int(number) for name, number in pairs.items()}, window_s=window)
    except (TypeError, ValueError) as wrong:
        raise wrong if isinstance(wrong, BadQuota) else BadQuota(f"quota {given!r}: {wrong}") from wrong


class Windows:
    """Counts requests; refuses one that would be too many in the window that ends with it."""

    def __init__(self, quota: Quota) -> None:
        self.quota = quota
        self._passed: dict[tuple[str, str, str], deque[float]] = {}

    def count(self, user: str, writing: bool, now: float) -> None:
        """Let one request pass. Raises Refusal(429), which is not counted."""
        sort = "writes" if writing else "reads"
        windows = [("user", user), ("project", project_of(user))]
        for kind, name in windows:
            limit = getattr(self.quota, f"{sort}_per_{kind}")
            passed = self._passed.setdefault((sort, kind, name), deque())
            while passed and passed[0] <= now - self.quota.window_s:
                passed.popleft()
            if limit is not None and len(passed) >= limit:
                raise _exceeded("Write" if writing else "Read", kind, user, limit)
        for kind, name in windows:
            self._passed[sort, kind, name].append(now)


def project_of(user: str) -> str:
    """A service account's project is in its address."""
    return user.rpartition("@")[2].partition(".")[0]


def _exceeded(sort: str, kind: str, user: str, limit: int) -> Refusal:
    name = f"{sort} requests per minute{' per user' if kind == 'user' else ''}"
    project = project_of(user)
    message = (
        f"Quota exceeded for quota metric '{sort} requests' and limit '{name}' "
        f"of service 'sheets.googleapis.com' for consumer 'project_number:{project}'."
    )
    facts = {"service": "sheets.googleapis.com", "consumer": f"projects/{project}", "quota_limit_value": str(limit),
             "quota_metric": f"sheets.googleapis.com/{sort.lower()}_requests", "quota_location": "global",
             "quota_limit": f"{sort}RequestsPerMinutePer{kind.title()}",
             "quota_unit": "1/min/{project}" + ("/{user}" if kind == "user" else "")}  # fmt: skip
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED",
            "domain": "googleapis.com", "metadata": facts}  # fmt: skip
    link = {"description": "Request a higher quota limit.", "url": _HIGHER}
    return Refusal(429, message, details=[info, {"@type": "type.googleapis.com/google.rpc.Help", "links": [link]}])
