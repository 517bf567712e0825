"""The peer: a minimal SDK bot in the manner of LINE's own examples. Parses, replies inline, stores nothing.

ECHO_POOLED=1 keeps one pooled client for the process; 0 opens a client per event, as the examples do.
"""

import os

from flask import Flask, request
from linebot.v3 import WebhookParser
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, ReplyMessageRequest, TextMessage
from linebot.v3.webhooks import MessageEvent, TextMessageContent

CONFIGURATION = Configuration(access_token="bench", host=os.environ["ECHO_LINE"])  # noqa: S106 - not a secret
PARSER = WebhookParser(os.environ["ECHO_SECRET"])
POOLED = MessagingApi(ApiClient(CONFIGURATION)) if os.environ.get("ECHO_POOLED", "1") == "1" else None


def create_app() -> Flask:
    """The echo app."""
    app = Flask("echo")

    @app.post("/line/bench/webhook")
    def webhook() -> tuple[str, int]:
        try:
            events = PARSER.parse(request.get_data(as_text=True), request.headers.get("X-Line-Signature", ""))
        except InvalidSignatureError:
            return "", 400
        for event in events:
            if isinstance(event, MessageEvent) and isinstance(event.message, TextMessageContent):
                _reply(event)
        return "", 200

    return app


def _reply(event: MessageEvent) -> None:
    message = ReplyMessageRequest(reply_token=event.reply_token, messages=[TextMessage(text=event.message.text)])
    if POOLED is not None:
        POOLED.reply_message(message, _request_timeout=(2, 8))
        return
    with ApiClient(CONFIGURATION) as client:
        MessagingApi(client).reply_message(message, _request_timeout=(2, 8))
