"""The LINE Messaging API through line-bot-sdk: the only file that imports it.

Importing the SDK takes most of a second and 60 MiB, so whoever needs this file imports it on first use.
"""

import json
import threading
import uuid
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import urllib3
from linebot.v3.messaging import ApiClient, ApiException, Configuration

from bot import one_write
from bot.outcomes import Account, Ambiguous, Answer, Content, Delivered, NotConnected, Outcome, Reason, Refused

CONNECT_S = 2.0
READ_S = 8.0
CONTENT_READ_S = 30.0
CLIENTS = 256
"""Channels whose connections are kept; the one unused for longest goes first."""
POOL = 128
"""Connections to LINE per channel and process: as many as sends may be under way."""

_API = "https://api.line.me"
_BLOB = "https://api-data.line.me"
_MENU = "/v2/bot/richmenu"
_INVALID_TOKEN = "invalid reply token"  # noqa: S105 - LINE's words, not a secret
_MONTHLY = "monthly limit"
_SMALL = {"Content-Type": "application/json", "Accept": "application/json"}


class LineClient:
    """Implements `bot.outcomes.Line`, and the calls of set-up. Safe to share between threads; make it after a fork."""

    def __init__(self, *, connect_s: float = CONNECT_S, read_s: float = READ_S) -> None:
        self._times = (connect_s, read_s)
        self._clients: OrderedDict[Account, ApiClient] = OrderedDict()
        self._lock = threading.Lock()

    def reply(self, account: Account, reply_token: str, messages: Sequence[Mapping[str, Any]]) -> Outcome:
        """Answer an event. Carries no retry key: on this call LINE refuses one."""
        body = {"replyToken": reply_token, "messages": list(messages)}
        return self._call(account, "POST", "/v2/bot/message/reply", body).outcome

    def push(self, account: Account, to: str, messages: Sequence[Mapping[str, Any]], retry_key: str) -> Outcome:
        """Send a paid message."""
        body = {"to": to, "messages": list(messages)}
        key = {"X-Line-Retry-Key": str(uuid.UUID(retry_key))}
        return self._call(account, "POST", "/v2/bot/message/push", body, key).outcome

    def show_loading(self, account: Account, user_id: str, seconds: int) -> Outcome:
        """Three moving dots for 5 to 60 s, in steps of 5, or until a message comes."""
        body = {"chatId": user_id, "loadingSeconds": seconds}
        return self._call(account, "POST", "/v2/bot/chat/loading/start", body).outcome

    def bot_info(self, account: Account) -> Answer:
        """userId, basicId, displayName, chatMode ("bot", or "chat" when people of the office can read chats)."""
        return self._call(account, "GET", "/v2/bot/info")

    def webhook_endpoint(self, account: Account) -> Answer:
        """endpoint, active. Refused(404) when none is set."""
        return self._call(account, "GET", "/v2/bot/channel/webhook/endpoint")

    def check_webhook(self, account: Account) -> Answer:
        """Have LINE call the webhook on file: success, statusCode, reason, detail."""
        return self._call(account, "POST", "/v2/bot/channel/webhook/test", {})

    def content(self, account: Account, message_id: str) -> Content:
        """The bytes of a photo or file, which LINE keeps only for a while."""
        return self._fetch(account, f"/v2/bot/message/{quote(message_id, safe='')}/content")

    def rich_menus(self, account: Account) -> Answer:
        """{"richmenus": [...]}: every menu made through this API."""
        return self._call(account, "GET", "/v2/bot/richmenu/list")

    def make_rich_menu(self, account: Account, menu: Mapping[str, Any]) -> Answer:
        """{"richMenuId": ...}. It has no picture yet and cannot be shown."""
        return self._call(account, "POST", "/v2/bot/richmenu", menu)

    def rich_menu_image(self, account: Account, menu_id: str) -> Content:
        """The picture; status 404 while there is none."""
        return self._fetch(account, f"{_MENU}/{quote(menu_id, safe='')}/content")

    def give_rich_menu_image(self, account: Account, menu_id: str, png: bytes) -> Outcome:
        """Give a menu its picture, once: LINE does not replace it."""
        path = f"{_MENU}/{quote(menu_id, safe='')}/content"
        return self._call(account, "POST", path, png, {"Content-Type": "image/png"}, host=_BLOB).outcome

    def default_rich_menu(self, account: Account) -> Answer:
        """{"richMenuId": ...} of the menu that everybody sees. Refused(404) when there is none."""
        return self._call(account, "GET", "/v2/bot/user/all/richmenu")

    def set_default_rich_menu(self, account: Account, menu_id: str) -> Outcome:
        """Show a menu to everybody."""
        return self._call(account, "POST", f"/v2/bot/user/all/richmenu/{quote(menu_id, safe='')}").outcome

    def drop_rich_menu(self, account: Account, menu_id: str) -> Outcome:
        """Delete a menu."""
        return self._call(account, "DELETE", f"{_MENU}/{quote(menu_id, safe='')}").outcome

    def _fetch(self, account: Account, path: str) -> Content:
        url = (account.host or _BLOB) + path
        client = self._client(account)
        times = (self._times[0], CONTENT_READ_S)
        try:
            answer = client.rest_client.get_request(url, dict(client.default_headers), _request_timeout=times)
        except ApiException as refused:
            return Content(int(refused.status or 0))
        except urllib3.exceptions.HTTPError:
            return Content(0)
        return Content(answer.status, answer.data, answer.getheader("content-type", ""))

    # The SDK's typed methods cost 300-800 us a message (pydantic v1 models, walked twice), drop Flex properties
    # they do not know, lose the text of dict messages, and raise ValidationError over the *body of a success* after
    # the message has gone out. Its REST layer takes the JSON as it is: the same client, headers, pool and
    # exceptions, 20 us, and a 2xx is a 2xx. `call_api` above it would walk the JSON again and keeps the last
    # response on the shared object, which is a race between threads.
    def _call(
        self,
        account: Account,
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        host: str = _API,
    ) -> Answer:
        client = self._client(account)
        url = (account.host or host) + path
        sent = {**client.default_headers, **_SMALL, **(headers or {})}
        try:
            answer = client.rest_client.request(method, url, headers=sent, body=body, _request_timeout=self._times)
        except ApiException as error:
            return Answer(_refusal(error))
        except (
            urllib3.exceptions.NewConnectionError,
            urllib3.exceptions.ConnectTimeoutError,
            urllib3.exceptions.NameResolutionError,
            urllib3.exceptions.LocationValueError,
        ) as error:
            return Answer(NotConnected(type(error).__name__))
        except (urllib3.exceptions.HTTPError, OSError) as error:  # the SDK does not wrap urllib3's errors
            return Answer(Ambiguous(type(error).__name__))
        return Answer(Delivered(answer.getheader("x-line-request-id", "")), _json(answer.data))

    def _client(self, account: Account) -> ApiClient:
        with self._lock:
            client = self._clients.get(account)
            if client is None:
                client = self._clients[account] = _connect(account)
                if len(self._clients) > CLIENTS:
                    self._clients.popitem(last=False)
            self._clients.move_to_end(account)
            return client


def _connect(account: Account) -> ApiClient:
    configuration = Configuration(access_token=account.token, host=account.host or None)
    configuration.connection_pool_maxsize = POOL
    # False, not 0: urllib3 then raises the error itself, from which we tell "not connected" from "no answer".
    configuration.retries = False
    client = ApiClient(configuration)
    client.rest_client.pool_manager.pool_classes_by_scheme = one_write.POOLS
    return client


def _refusal(error: ApiException) -> Outcome:
    status = int(error.status or 0)
    request_id = (error.headers or {}).get("x-line-request-id", "") if error.headers else ""
    if status == 0:  # the SDK's wrapping of a TLS failure: no request was sent
        return NotConnected("SSLError")
    if status == 409:  # this retry key was accepted before: it has gone out
        return Delivered((error.headers or {}).get("x-line-accepted-request-id", request_id))
    if status >= 500 or status < 400:
        return Ambiguous(f"http_{status}")
    return Refused(status, _reason(status, str(_json(error.body).get("message", "")).lower()), request_id)


def _reason(status: int, said: str) -> Reason:
    if status == 429:
        return Reason.MONTHLY if _MONTHLY in said else Reason.RATE
    if status == 400 and _INVALID_TOKEN in said:
        return Reason.INVALID_TOKEN
    named = {400: Reason.BAD_REQUEST, 413: Reason.BAD_REQUEST, 401: Reason.UNAUTHORIZED, 403: Reason.FORBIDDEN}
    return {**named, 404: Reason.NOT_FOUND}.get(status, Reason.OTHER)


def _json(raw: bytes | str | None) -> Mapping[str, Any]:
    try:
        read = json.loads(raw or b"{}")
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}
