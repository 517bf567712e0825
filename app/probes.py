"""Asking LINE and Google whether an agency's credentials work. Nothing is sent to a citizen, no cell is changed."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.outcomes import Account, Answer, Delivered, Reason, Refused
from console.probe_ports import LineReport, SheetReport
from kernel.agency import Agency
from kernel.errors import Unavailable

if TYPE_CHECKING:
    from bot.line_client import LineClient
    from sheets_sync.budget import Budget


class RealLineProbe:
    """`console.probe_ports.LineProbe` through the SDK. `host` is another LINE than the real one, or ""."""

    def __init__(self, host: str) -> None:
        self._host = host

    @cached_property
    def _line(self) -> "LineClient":
        from bot.line_client import LineClient  # the SDK is slow to import, and this page is rarely opened

        return LineClient()

    def test(self, agency: Agency, credentials: Mapping[str, Any], webhook_url: str) -> LineReport:
        """Bot info, the webhook on file, then LINE's own test of it. Raises Unavailable."""
        account = Account(credentials["token"], self._host)
        info = self._line.bot_info(account)
        problem = _problem(info)
        if problem:
            return LineReport(problem=problem)
        known = {
            "bot_name": str(info.data.get("displayName", "")),
            "basic_id": str(info.data.get("basicId", "")),
            "chat_mode": str(info.data.get("chatMode", "")),
        }
        return self._webhook(account, webhook_url, known)

    def _webhook(self, account: Account, webhook_url: str, known: dict[str, str]) -> LineReport:
        endpoint = self._line.webhook_endpoint(account)
        if isinstance(endpoint.outcome, Refused) and endpoint.outcome.reason is Reason.NOT_FOUND:
            return LineReport(problem="webhook_missing", **known)
        problem = _problem(endpoint)
        url = str(endpoint.data.get("endpoint", ""))
        if not problem and url != webhook_url:
            problem = "webhook_elsewhere"
        if not problem and not endpoint.data.get("active", False):
            problem = "webhook_off"
        if problem:
            return LineReport(problem=problem, webhook_url=url, **known)
        checked = self._line.check_webhook(account)
        problem = _problem(checked)
        if not problem and not checked.data.get("success", False):
            problem = "webhook_failed"
        reason = "" if not problem else str(checked.data.get("reason", ""))
        return LineReport(problem=problem, webhook_url=url, webhook_reason=reason, **known)


def _problem(answer: Answer) -> str:
    outcome = answer.outcome
    if isinstance(outcome, Delivered):
        return ""
    if isinstance(outcome, Refused):
        named = {Reason.UNAUTHORIZED: "token_refused", Reason.FORBIDDEN: "not_a_bot", Reason.RATE: "quota"}
        return named.get(outcome.reason, "not_a_bot")
    raise Unavailable("line")


class RealSheetProbe:
    """`console.probe_ports.SheetProbe` through gspread. `api_base` is another Google than the real one, or None."""

    def __init__(self, api_base: str | None, budget: "Budget | None" = None) -> None:
        self._api_base = api_base
        self._budget = budget

    def test(self, agency: Agency, credentials: Mapping[str, Any]) -> SheetReport:
        """Opens the spreadsheet as the service account. Raises Unavailable."""
        from sheets_sync.probe import SheetProbe, explain  # gspread is slow to import

        found = SheetProbe(self._api_base, budget=self._budget).test(agency, credentials)
        thai, _ = explain(found, credentials)
        return SheetReport(problem=found.problem, title=found.title, said=thai)
