"""The parts of a running product: processes that can be started, stopped and killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from app.simulate import texts

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Part:
    """One process of the product."""

    name: str
    env: Mapping[str, str]
    log: Path
    wanted: bool = False
    """Whether it should be running: False while somebody has stopped or killed it on purpose."""
    running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it; returns at once."""
        with self.log.open("ab") as output:
            self.running = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module
                [sys.executable, "-m", "app", self.name], cwd=ROOT, env=dict(self.env),
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
            )  # fmt: skip
        self.wanted = True

    def kill(self) -> None:
        """`kill -9`, with whatever it has started."""
        self.wanted = False
        assert self.running is not None
        os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()

    def stop(self) -> None:
        """End it in order."""
        self.wanted = False
        if self.running is None or self.running.poll() is not None:
            return
        self.running.terminate()
        try:
            self.running.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()

    def check(self) -> None:
        """Raises ClickException when it has ended by itself."""
        if self.wanted and self.running is not None and self.running.poll() is not None:
            raise click.ClickException(texts.PART_ENDED.format(name=self.name, log=self.log))
