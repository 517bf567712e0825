"""Access tokens, issued to the real SDK."""

import json
from collections.abc import Callable

from linebot.v3.messaging import ApiClient, Configuration, MessagingApi
from linebot.v3.oauth import ApiClient as TokenClient
from linebot.v3.oauth import ApiException, ChannelAccessToken
from linebot.v3.oauth import Configuration as TokenConfiguration

from devtools.line import Channel, ManualClock, Running
from tests.devtools.line.webhook import refusal

GRANT = "client_credentials"


def issuer(running: Running) -> ChannelAccessToken:
    return ChannelAccessToken(TokenClient(TokenConfiguration(host=running.url)))


def name_with(running: Running, token: str) -> str:
    with ApiClient(Configuration(host=running.url, access_token=token)) as client:
        return str(MessagingApi(client).get_bot_info().display_name)


def described(call: Callable[[], object]) -> str:
    try:
        call()
    except ApiException as error:
        return str(json.loads(error.body)["error_description"])
    return ""


def test_stateless_token_opens_the_account_for_a_quarter_of_an_hour(
    running: Running, channel: Channel, clock: ManualClock
) -> None:
    given = issuer(running).issue_stateless_channel_token_by_client_secret(channel.channel_id, channel.secret)
    assert (given.expires_in, name_with(running, given.access_token)) == (900, channel.name)
    clock.advance(minutes=15)
    assert refusal(lambda: name_with(running, given.access_token)).status == 401


def test_thirty_first_short_lived_token_ends_the_first(running: Running, channel: Channel) -> None:
    tokens = issuer(running)
    given = [tokens.issue_channel_token(GRANT, channel.channel_id, channel.secret).access_token for _ in range(31)]
    assert tokens.verify_channel_token(given[1]).client_id == channel.channel_id
    assert described(lambda: tokens.verify_channel_token(given[0])) == "access_token invalid"
    tokens.revoke_channel_token(given[30])
    assert described(lambda: tokens.verify_channel_token(given[30])) == "access_token invalid"


def test_wrong_credentials_get_no_token(running: Running, channel: Channel) -> None:
    tokens = issuer(running)
    assert described(lambda: tokens.issue_channel_token(GRANT, "1", channel.secret)) == "invalid client_id"
    assert described(lambda: tokens.issue_channel_token(GRANT, channel.channel_id, "x")) == "invalid client_secret"
    wrong = described(lambda: tokens.issue_stateless_channel_token_by_client_secret(channel.channel_id, "x"))
    assert wrong == "Invalid 'client_credentials'."
