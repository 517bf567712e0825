"""Reply tokens, push, quota, rates, retry keys: through the real SDK."""

import pytest
from linebot.v3.messaging import (
    ApiException,
    ErrorResponse,
    MarkMessagesAsReadByTokenRequest,
    TextMessage,
    ValidateMessageRequest,
)  # fmt: skip

from devtools.line import Channel, ManualClock, Person, Platform
from devtools.line.quota import MONTHLY_LIMIT, RATE_LIMIT
from tests.devtools.line.conftest import Sdk
from tests.devtools.line.webhook import RETRY_KEY, refusal, take_violations, text_push, text_reply, token_of


def test_reply_is_delivered_and_not_counted(sdk: Sdk, channel: Channel, somchai: Person, platform: Platform) -> None:
    answer = sdk.api.reply_message_with_http_info(text_reply(token_of(somchai.send_text("สวัสดี")), "ยินดีต้อนรับ"))
    assert somchai.answers() == [{"type": "text", "text": "ยินดีต้อนรับ"}]
    assert (len(answer.data.sent_messages), channel.counted_this_month) == (1, 0)
    assert answer.headers["x-line-request-id"] == platform.calls_to("reply")[0].request_id


def test_reply_token_is_good_once(sdk: Sdk, somchai: Person) -> None:
    token = token_of(somchai.send_text("สวัสดี"))
    sdk.api.reply_message(text_reply(token))
    error = refusal(lambda: sdk.api.reply_message(text_reply(token)))
    assert (error.status, "Invalid reply token" in error.body) == (400, True)
    assert len(somchai.answers()) == 1


def test_reply_token_dies_after_a_minute(sdk: Sdk, somchai: Person, clock: ManualClock) -> None:
    in_time, too_late = token_of(somchai.send_text("หนึ่ง")), token_of(somchai.send_text("สอง"))
    clock.advance(60)
    sdk.api.reply_message(text_reply(in_time))
    clock.advance(0.001)
    assert refusal(lambda: sdk.api.reply_message(text_reply(too_late))).status == 400


def test_redelivery_gives_an_unused_token_another_minute(
    sdk: Sdk, channel: Channel, somchai: Person, clock: ManualClock
) -> None:
    token = token_of(somchai.send_text("สวัสดี"))
    clock.advance(minutes=19)
    again = channel.redeliver_last()
    assert token_of(again) == token
    clock.advance(59)
    sdk.api.reply_message(text_reply(token))


def test_redelivery_after_twenty_minutes_brings_a_dead_token(
    sdk: Sdk, channel: Channel, somchai: Person, clock: ManualClock
) -> None:
    somchai.send_text("สวัสดี")
    clock.advance(minutes=20, seconds=1)
    assert refusal(lambda: sdk.api.reply_message(text_reply(token_of(channel.redeliver_last())))).status == 400


@pytest.mark.parametrize("token", ["0" * 32, "f" * 32, "x", ""])
def test_unknown_reply_tokens_are_refused(sdk: Sdk, token: str) -> None:
    assert refusal(lambda: sdk.api.reply_message(text_reply(token))).status == 400


def test_token_of_another_channel_is_refused(sdk: Sdk, platform: Platform, somchai: Person) -> None:
    other = platform.add_channel("other")
    assert refusal(lambda: sdk.api.reply_message(text_reply(token_of(somchai.send_text("สวัสดี", other))))).status == 400


def test_reply_with_a_retry_key_is_refused(sdk: Sdk, somchai: Person) -> None:
    request = text_reply(token_of(somchai.send_text("สวัสดี")))
    assert refusal(lambda: sdk.api.reply_message(request, _headers={"X-Line-Retry-Key": RETRY_KEY})).status == 400
    sdk.api.reply_message(request)


def test_retry_key_is_accepted_once_and_409_tells_what_was_sent(sdk: Sdk, channel: Channel, somchai: Person) -> None:
    request = text_push(somchai.user_id)
    first = sdk.api.push_message_with_http_info(request, x_line_retry_key=RETRY_KEY)
    error = refusal(lambda: sdk.api.push_message(request, x_line_retry_key=RETRY_KEY))
    assert error.status == 409
    assert error.headers["X-Line-Accepted-Request-Id"] == first.headers["X-Line-Request-Id"]
    assert ErrorResponse.from_json(error.body).sent_messages == first.data.sent_messages
    assert (len(somchai.answers()), channel.counted_this_month) == (1, 1)


def test_retry_key_lives_a_day_and_must_be_a_uuid(sdk: Sdk, somchai: Person, clock: ManualClock) -> None:
    sdk.api.push_message(text_push(somchai.user_id), x_line_retry_key=RETRY_KEY)
    clock.advance(days=1, seconds=1)
    sdk.api.push_message(text_push(somchai.user_id), x_line_retry_key=RETRY_KEY)
    assert refusal(lambda: sdk.api.push_message(text_push(somchai.user_id), x_line_retry_key="x")).status == 400


def test_retry_key_with_another_body_is_a_violation(sdk: Sdk, somchai: Person, platform: Platform) -> None:
    sdk.api.push_message(text_push(somchai.user_id, "หนึ่ง"), x_line_retry_key=RETRY_KEY)
    assert (
        refusal(lambda: sdk.api.push_message(text_push(somchai.user_id, "สอง"), x_line_retry_key=RETRY_KEY)).status
        == 409
    )
    assert take_violations(platform) == ["retry_key push"]


def test_spent_quota_refuses_push_until_the_next_month(sdk: Sdk, somchai: Person, clock: ManualClock) -> None:
    for _ in range(5):
        sdk.api.push_message(text_push(somchai.user_id))
    error = refusal(lambda: sdk.api.push_message(text_push(somchai.user_id)))
    assert (error.status, ErrorResponse.from_json(error.body).message) == (429, MONTHLY_LIMIT)
    assert sdk.api.get_message_quota_consumption().total_usage == sdk.api.get_message_quota().value == 5
    clock.advance(days=10)
    sdk.api.push_message(text_push(somchai.user_id))


def test_spent_quota_leaves_replies_alone(sdk: Sdk, channel: Channel, somchai: Person) -> None:
    channel.quota = 0
    assert refusal(lambda: sdk.api.push_message(text_push(somchai.user_id))).status == 429
    sdk.api.reply_message(text_reply(token_of(somchai.send_text("สวัสดี")), "ตอบได้"))
    assert somchai.answers() == [{"type": "text", "text": "ตอบได้"}]


def test_rate_limit_has_its_own_words_and_passes(
    sdk: Sdk, channel: Channel, somchai: Person, clock: ManualClock
) -> None:
    channel.buckets.limits["push"] = (2, 1.0)
    for _ in range(2):
        sdk.api.push_message(text_push(somchai.user_id))
    error = refusal(lambda: sdk.api.push_message(text_push(somchai.user_id)))
    assert (error.status, ErrorResponse.from_json(error.body).message) == (429, RATE_LIMIT)
    clock.advance(0.5)
    sdk.api.push_message(text_push(somchai.user_id))


def test_calls_about_a_standby_chat_are_our_violation(
    sdk: Sdk, platform: Platform, channel: Channel, somchai: Person
) -> None:
    channel.standby = True
    delivery = somchai.send_text("สวัสดี")
    assert delivery is not None
    event = delivery.wait().events[0]
    assert (event["mode"], "replyToken" in event) == ("standby", False)
    sdk.api.push_message(text_push(somchai.user_id))
    assert take_violations(platform) == ["standby push"]


def test_validate_accepts_without_sending(sdk: Sdk, somchai: Person) -> None:
    sdk.api.validate_reply(ValidateMessageRequest(messages=[TextMessage(text="ลอง")]))
    assert somchai.answers() == []


def test_mark_as_read_knows_the_tokens_of_messages(sdk: Sdk, somchai: Person) -> None:
    delivery = somchai.send_text("สวัสดี")
    assert delivery is not None
    token = delivery.events[0]["message"]["markAsReadToken"]
    sdk.api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(mark_as_read_token=token))
    with pytest.raises(ApiException):
        sdk.api.mark_messages_as_read_by_token(MarkMessagesAsReadByTokenRequest(mark_as_read_token="unknown"))


def test_wrong_access_token_is_401_and_reissue_ends_the_old_one(
    sdk: Sdk, platform: Platform, channel: Channel, somchai: Person
) -> None:
    sdk.api.get_bot_info()
    platform.replace_token(channel, "new")
    assert refusal(sdk.api.get_bot_info).status == 401
    assert [call.status for call in platform.calls_to("bot_info")] == [200, 401]
