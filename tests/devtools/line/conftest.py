"""A fake LINE on loopback, a webhook that records, and the real SDK as client."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob
from linebot.v3.models.events import UnknownEvent
from linebot.v3.webhook import WebhookParser

from devtools.line import Channel, ManualClock, Person, Platform, Running
from tests.devtools.line.webhook import CheckedAnswers, Webhook


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def platform(clock: ManualClock) -> Iterator[Platform]:
    """A platform whose violations must be empty at the end; a test that provokes some takes them out."""
    made = Platform(clock)
    yield made
    made.close()
    assert [str(violation) for violation in made.violations] == []


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    app = Webhook()
    server = Running(app)
    app.url = f"{server.url}/line/demo/webhook"
    yield app
    server.close()


@pytest.fixture
def channel(platform: Platform, webhook: Webhook) -> Channel:
    return platform.add_channel("demo", webhook_url=webhook.url, name="อบต.ตัวอย่าง", basic_id="@demo", quota=5)


@pytest.fixture
def running(platform: Platform) -> Iterator[Running]:
    """The API over HTTP; every answer which no fault has spoilt must keep LINE's specification."""
    checked = CheckedAnswers(platform)
    server = Running(checked)
    yield server
    server.close()
    assert checked.wrong == []


@dataclass
class Sdk:
    """The official client, pointed at the fake."""

    api: MessagingApi
    blob: MessagingApiBlob
    parser: WebhookParser
    seen: list[Any] = field(default_factory=list)

    def events(self, delivery: Any) -> list[Any]:
        """A delivery's events as the SDK reads them; none may be unknown to it."""
        found = self.parser.parse(delivery.wait().raw.decode(), delivery.signature)
        assert not [event for event in found if isinstance(event, UnknownEvent)]
        return list(found)


@pytest.fixture
def sdk(running: Running, channel: Channel) -> Iterator[Sdk]:
    with ApiClient(Configuration(host=running.url, access_token=channel.token)) as client:
        yield Sdk(MessagingApi(client), MessagingApiBlob(client), WebhookParser(channel.secret))


@pytest.fixture
def somchai(platform: Platform, channel: Channel) -> Person:
    return platform.add_person("สมชาย")


@pytest.fixture
def malee(platform: Platform, channel: Channel) -> Person:
    return platform.add_person("มาลี")
