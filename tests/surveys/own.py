"""An office's own questionnaire for tests: the documented sample, with every kind of question and two skip rules."""

from pathlib import Path

import console
from surveys.instruments import Instrument
from surveys.instruments.upload import from_toml

SAMPLE = Path(console.__file__).parent / "samples" / "questionnaire.toml"
TEXT = SAMPLE.read_text(encoding="utf-8")


def sample() -> Instrument:
    """The sample, read afresh."""
    found = from_toml(TEXT.encode()).instrument
    assert found is not None
    return found


WATER = sample()
