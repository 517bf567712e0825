"""A clock that runs beside the machine's own: for simulated years, on twins only."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile


class ShiftedClock:
    """The machine's time and the seconds that stand in a file; all processes that read the file agree."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def now(self) -> datetime:
        """Aware, in UTC. Raises OSError without the file, ValueError when it holds no number."""
        return datetime.now(UTC) + timedelta(seconds=int(self.file.read_text(encoding="ascii")))

    def set(self, moment: datetime) -> None:
        """From now on it is `moment` (aware), everywhere, and time goes on from there."""
        shift = round((moment - datetime.now(UTC)).total_seconds())
        with NamedTemporaryFile("w", dir=self.file.parent, delete=False, encoding="ascii") as written:
            written.write(str(shift))
        Path(written.name).replace(self.file)  # nobody ever reads half a number
