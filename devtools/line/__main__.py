"""`python -m devtools.line`: the fake LINE and its chat page alone, beside a bot of your own."""

from __future__ import annotations

import argparse
import sys

from devtools.line.platform import Platform
from devtools.line.server import Running
from devtools.line.wsgi import create_app


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m devtools.line", description=__doc__)
    parser.add_argument("--port", type=int, default=8090, help="port on 127.0.0.1 (default 8090; 0 takes a free one)")
    parser.add_argument("--webhook", metavar="URL", help="where events are sent, e.g. http://127.0.0.1:5000/callback")
    parser.add_argument("--code", default="demo", help="short name of the account (default demo)")
    parser.add_argument("--name", default="อบต.ตัวอย่าง", help="name shown above the chat")
    parser.add_argument("--secret", help="channel secret (default: made up and printed)")
    parser.add_argument("--token", help="channel access token (default: made up and printed)")
    parser.add_argument("--bot-user-id", help="the account's own user ID, U and 32 hexadecimal digits")
    parser.add_argument("--quota", type=int, default=300, help="counted messages per month (default 300)")
    parser.add_argument("--latency", type=float, default=0, metavar="MS", help="delay of every API answer")
    parser.add_argument("--no-checks", action="store_true", help="no contract checks and no log: for benchmarks")
    parser.add_argument("--any-token", action="store_true", help="accept unknown reply tokens: for load generators")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Serves until Ctrl-C."""
    given = arguments().parse_args(argv)
    platform = Platform(checks=not given.no_checks, any_token=given.any_token, latency=given.latency / 1000)
    channel = platform.add_channel(
        given.code, secret=given.secret, token=given.token, webhook_url=given.webhook,
        bot_user_id=given.bot_user_id, name=given.name, quota=given.quota,
    )  # fmt: skip
    for name in ("สมชาย", "มาลี"):
        platform.add_person(name)
    try:
        running = Running(create_app(platform), given.port)
    except OSError:
        print(f"Port {given.port} is busy. Give another one with --port.", file=sys.stderr)
        return 1
    print(f"chat page     {running.url}/chat/\nAPI host      {running.url}\nchannel ID    {channel.channel_id}")
    print(f"secret        {channel.secret}")
    print(
        f"access token  {channel.token}\nbot user ID   {channel.bot_user_id}\nwebhook       {channel.webhook_url}",
        flush=True,
    )
    try:
        running.join()
    except KeyboardInterrupt:
        running.close()
        platform.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
