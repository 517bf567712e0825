"""Which call goes where. Both of LINE's API hosts are served under one address."""

from __future__ import annotations

from dataclasses import dataclass

from devtools.line import chat_calls, sending
from devtools.line import group_calls as group
from devtools.line import information as info
from devtools.line import menu_aliases as alias
from devtools.line import menu_calls as menu
from devtools.line import menu_links as own
from devtools.line import webhook_calls as webhook
from devtools.line.wire import Handler


@dataclass(frozen=True)
class Route:
    """One endpoint: our short name for it, its handler and the template in LINE's specification."""

    endpoint: str
    method: str
    template: str
    handler: Handler


_TABLE: tuple[tuple[str, str, str, Handler], ...] = (
    ("reply", "POST", "/v2/bot/message/reply", sending.reply),
    ("push", "POST", "/v2/bot/message/push", sending.push),
    ("multicast", "POST", "/v2/bot/message/multicast", sending.multicast),
    ("broadcast", "POST", "/v2/bot/message/broadcast", sending.broadcast),
    ("validate", "POST", "/v2/bot/message/validate/reply", sending.validate),
    ("validate", "POST", "/v2/bot/message/validate/push", sending.validate),
    ("validate", "POST", "/v2/bot/message/validate/multicast", sending.validate),
    ("validate", "POST", "/v2/bot/message/validate/broadcast", sending.validate),
    ("validate", "POST", "/v2/bot/message/validate/narrowcast", sending.validate),
    ("loading", "POST", "/v2/bot/chat/loading/start", chat_calls.loading),
    ("mark_as_read", "POST", "/v2/bot/chat/markAsRead", chat_calls.mark_as_read),
    ("quota", "GET", "/v2/bot/message/quota", info.quota),
    ("consumption", "GET", "/v2/bot/message/quota/consumption", info.consumption),
    ("sent_number", "GET", "/v2/bot/message/delivery/reply", info.sent_number),
    ("sent_number", "GET", "/v2/bot/message/delivery/push", info.sent_number),
    ("sent_number", "GET", "/v2/bot/message/delivery/multicast", info.sent_number),
    ("sent_number", "GET", "/v2/bot/message/delivery/broadcast", info.sent_number),
    ("content", "GET", "/v2/bot/message/{messageId}/content", info.content),
    ("preview", "GET", "/v2/bot/message/{messageId}/content/preview", info.preview),
    ("transcoding", "GET", "/v2/bot/message/{messageId}/content/transcoding", info.transcoding),
    ("profile", "GET", "/v2/bot/profile/{userId}", info.profile),
    ("followers", "GET", "/v2/bot/followers/ids", info.followers),
    ("bot_info", "GET", "/v2/bot/info", info.bot_info),
    ("webhook_get", "GET", "/v2/bot/channel/webhook/endpoint", webhook.get_webhook),
    ("webhook_set", "PUT", "/v2/bot/channel/webhook/endpoint", webhook.set_webhook),
    ("webhook_test", "POST", "/v2/bot/channel/webhook/test", webhook.test_webhook),
    ("link_token", "POST", "/v2/bot/user/{userId}/linkToken", info.link_token),
    ("leave", "POST", "/v2/bot/group/{groupId}/leave", group.leave),
    ("leave", "POST", "/v2/bot/room/{roomId}/leave", group.leave),
    ("summary", "GET", "/v2/bot/group/{groupId}/summary", group.summary),
    ("member_count", "GET", "/v2/bot/group/{groupId}/members/count", group.member_count),
    ("member_count", "GET", "/v2/bot/room/{roomId}/members/count", group.member_count),
    ("member_ids", "GET", "/v2/bot/group/{groupId}/members/ids", group.member_ids),
    ("member_ids", "GET", "/v2/bot/room/{roomId}/members/ids", group.member_ids),
    ("member_profile", "GET", "/v2/bot/group/{groupId}/member/{userId}", group.member_profile),
    ("member_profile", "GET", "/v2/bot/room/{roomId}/member/{userId}", group.member_profile),
    ("richmenu_create", "POST", "/v2/bot/richmenu", menu.create),
    ("richmenu_validate", "POST", "/v2/bot/richmenu/validate", menu.validate),
    ("richmenu_list", "GET", "/v2/bot/richmenu/list", menu.listing),
    ("richmenu_bulk_link", "POST", "/v2/bot/richmenu/bulk/link", own.bulk_link),
    ("richmenu_bulk_unlink", "POST", "/v2/bot/richmenu/bulk/unlink", own.bulk_unlink),
    ("richmenu_alias_create", "POST", "/v2/bot/richmenu/alias", alias.create),
    ("richmenu_alias_list", "GET", "/v2/bot/richmenu/alias/list", alias.listing),
    ("richmenu_alias_get", "GET", "/v2/bot/richmenu/alias/{richMenuAliasId}", alias.get),
    ("richmenu_alias_update", "POST", "/v2/bot/richmenu/alias/{richMenuAliasId}", alias.update),
    ("richmenu_alias_delete", "DELETE", "/v2/bot/richmenu/alias/{richMenuAliasId}", alias.delete),
    ("richmenu_get", "GET", "/v2/bot/richmenu/{richMenuId}", menu.get),
    ("richmenu_delete", "DELETE", "/v2/bot/richmenu/{richMenuId}", menu.delete),
    ("richmenu_image_get", "GET", "/v2/bot/richmenu/{richMenuId}/content", menu.image),
    ("richmenu_image", "POST", "/v2/bot/richmenu/{richMenuId}/content", menu.upload),
    ("richmenu_default", "POST", "/v2/bot/user/all/richmenu/{richMenuId}", menu.set_default),
    ("richmenu_default_get", "GET", "/v2/bot/user/all/richmenu", menu.get_default),
    ("richmenu_default_cancel", "DELETE", "/v2/bot/user/all/richmenu", menu.cancel_default),
    ("richmenu_link", "POST", "/v2/bot/user/{userId}/richmenu/{richMenuId}", own.link),
    ("richmenu_linked", "GET", "/v2/bot/user/{userId}/richmenu", own.linked),
    ("richmenu_unlink", "DELETE", "/v2/bot/user/{userId}/richmenu", own.unlink),
)
ROUTES = tuple(Route(*row) for row in _TABLE)
_EXACT = {(route.method, route.template): route for route in ROUTES if "{" not in route.template}
_PATTERNS = tuple((route, route.template.split("/")) for route in ROUTES if "{" in route.template)


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a request and the values in its path; exact paths win over templates."""
    exact = _EXACT.get((method, path))
    if exact is not None:
        return exact, {}
    steps = path.split("/")
    for route, pattern in _PATTERNS:
        if route.method == method and len(pattern) == len(steps):
            params = _match(pattern, steps)
            if params is not None:
                return route, params
    return None


def _match(pattern: list[str], steps: list[str]) -> dict[str, str] | None:
    params: dict[str, str] = {}
    for part, step in zip(pattern, steps, strict=True):
        if part.startswith("{") and step:
            params[part[1:-1]] = step
        elif part != step:
            return None
    return params
