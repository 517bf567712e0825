"""Webhooks as they leave: signature, errors, redelivery, duplicates, order."""

from typing import Any

import pytest

from devtools.line import Channel, Delivery, Person, Platform
from devtools.line import ids as line_ids
from tests.devtools.line.webhook import Webhook


def words(body: Any) -> list[str]:
    return [event["message"]["text"] for event in body["events"]]


def sent(delivery: Delivery | None) -> Delivery:
    assert delivery is not None
    return delivery.wait()


def test_published_golden_signature() -> None:
    raw = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    assert line_ids.signature("8c570fa6dd201bb328f1c1eac23a96d8", raw) == "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_body_is_signed_over_unescaped_bytes(channel: Channel, webhook: Webhook, somchai: Person) -> None:
    sent(somchai.send_text("สวัสดี"))
    (signature, raw), = webhook.received  # fmt: skip
    assert (signature, "สวัสดี".encode() in raw) == (channel.sign(raw), True)
    assert webhook.bodies()[0]["destination"] == channel.bot_user_id


def test_delivery_errors_are_named_and_not_repeated_by_default(
    channel: Channel, webhook: Webhook, somchai: Person
) -> None:
    webhook.statuses = [500]
    assert sent(somchai.send_text("หนึ่ง")).attempts[0].reason == "error_status_code"
    channel.webhook_url = "http://127.0.0.1:9/nobody"
    assert sent(somchai.send_text("สอง")).attempts[0].reason == "could_not_connect"
    assert dict(channel.delivery_errors) == {"error_status_code": 1, "could_not_connect": 1}
    assert len(webhook.received) == 1


def test_slow_webhook_is_a_time_out(channel: Channel, webhook: Webhook, somchai: Person) -> None:
    channel.webhook_seconds, webhook.delay = 0.1, 0.25
    assert sent(somchai.send_text("ช้า")).attempts[0].reason == "request_timeout"


def test_redelivery_when_switched_on_keeps_id_and_token(channel: Channel, webhook: Webhook, somchai: Person) -> None:
    channel.redelivery.enabled, channel.redelivery.interval_seconds = True, 0.0
    webhook.statuses = [500, 503]
    assert [attempt.status for attempt in sent(somchai.send_text("สวัสดี")).attempts] == [500, 503, 200]
    events = [body["events"][0] for body in webhook.bodies()]
    assert len({(event["webhookEventId"], event["replyToken"], event["timestamp"]) for event in events}) == 1
    assert [event["deliveryContext"]["isRedelivery"] for event in events] == [False, True, True]
    assert all(signature == channel.sign(raw) for signature, raw in webhook.received)


def test_what_failed_comes_again_after_later_events(channel: Channel, webhook: Webhook, somchai: Person) -> None:
    channel.redelivery.enabled, channel.redelivery.interval_seconds = True, 0.1
    webhook.statuses = [500]
    late, early = somchai.send_text("หนึ่ง"), somchai.send_text("สอง")
    assert (len(sent(late).attempts), len(sent(early).attempts)) == (2, 1)
    assert [words(body) for body in webhook.bodies()] == [["หนึ่ง"], ["สอง"], ["หนึ่ง"]]


def test_query_of_the_webhook_address_is_kept(channel: Channel, webhook: Webhook) -> None:
    channel.webhook_url = f"{webhook.url}?office=1"
    channel.verify().wait()
    assert webhook.queries == ["office=1"]


def test_redelivery_on_demand_leaves_the_first_as_it_was(channel: Channel, webhook: Webhook, somchai: Person) -> None:
    first = sent(somchai.send_text("สวัสดี"))
    again = sent(channel.redeliver_last())
    assert [found.events[0]["deliveryContext"]["isRedelivery"] for found in (first, again)] == [False, True]
    assert first.events[0]["webhookEventId"] == again.events[0]["webhookEventId"]
    assert len(webhook.received) == 2


@pytest.mark.parametrize(("kind", "flags"), [("duplicate", [False, False]), ("duplicate_flagged", [False, True])])
def test_duplicates_with_and_without_flag(
    kind: str, flags: list[bool], platform: Platform, webhook: Webhook, somchai: Person
) -> None:
    platform.faults.add(kind)
    somchai.send_text("สวัสดี")
    platform.settle()
    assert [body["events"][0]["deliveryContext"]["isRedelivery"] for body in webhook.bodies()] == flags
    sent(somchai.send_text("อีกครั้ง"))
    assert len(webhook.received) == 3


def test_batch_holds_several_people_and_can_be_reordered(
    platform: Platform, channel: Channel, webhook: Webhook, somchai: Person, malee: Person
) -> None:
    for kind, expected in ((None, ["หนึ่ง", "สอง"]), ("reorder", ["สอง", "หนึ่ง"])):
        if kind:
            platform.faults.add(kind)
        with channel.batch():
            somchai.send_text("หนึ่ง")
            malee.send_text("สอง")
        platform.settle()
        assert words(webhook.bodies()[-1]) == expected


def test_spoilt_signatures(platform: Platform, channel: Channel, webhook: Webhook, somchai: Person) -> None:
    platform.faults.add("wrong_signature")
    sent(somchai.send_text("ปลอม"))
    platform.faults.add("no_signature")
    sent(somchai.send_text("ไม่มี"))
    (wrong, raw), (missing, _) = webhook.received
    assert wrong not in (None, channel.sign(raw))
    assert missing is None


def test_lost_response_reaches_the_webhook_all_the_same(platform: Platform, webhook: Webhook, somchai: Person) -> None:
    platform.faults.add("lost_response")
    assert sent(somchai.send_text("สวัสดี")).status == 0
    sent(somchai.send_text("สอง"))
    assert sorted(words(body)[0] for body in webhook.after(2)) == ["สวัสดี", "สอง"]


def test_raw_bytes_are_posted_as_they_are(channel: Channel, webhook: Webhook) -> None:
    sent(channel.post_raw(b"no json"))
    assert webhook.received == [(channel.sign(b"no json"), b"no json")]
