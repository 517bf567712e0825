"""A word to whoever waits: on standard error, once something has taken more than a few seconds."""

import time
from collections.abc import Callable
from typing import TextIO

import click

FIRST_S, AGAIN_S = 5.0, 2.0
"""Nothing is said before the first; then at most once in the second."""


class Progress:
    """Call it with (done, whole) as often as you like."""

    def __init__(self, sentence: str, out: TextIO, seconds: Callable[[], float] = time.monotonic) -> None:
        self._sentence = sentence
        self._out = out
        self._seconds = seconds
        self._next = seconds() + FIRST_S

    def __call__(self, done: int, whole: int) -> None:
        now = self._seconds()
        if now >= self._next:
            self._next = now + AGAIN_S
            click.echo(self._sentence.format(percent=100 * done // max(whole, 1)), file=self._out)
