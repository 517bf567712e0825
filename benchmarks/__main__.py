"""`make bench`: prints a table and merges the figures into benchmarks/results.json."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks import fraud, qa, report, sheets, startup, webhook

GROUPS: dict[str, Callable[[bool], dict[str, float]]] = {
    "startup": startup.measure,
    "webhook": webhook.measure,
    "report": report.measure,
    "qa": qa.measure,
    "fraud": fraud.measure,
    "sheets": sheets.measure,
}
RESULTS = Path(__file__).parent / "results.json"


def main() -> None:
    """Measure the chosen groups."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="more rounds")
    parser.add_argument("--only", choices=sorted(GROUPS), help="one group")
    options = parser.parse_args()
    figures: dict[str, float] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for name, measure in GROUPS.items():
        if options.only in (None, name):
            print(f"{name} ...", flush=True)
            figures |= measure(options.full)
    RESULTS.write_text(json.dumps(dict(sorted(figures.items())), indent=2) + "\n")
    width = max(map(len, figures))
    for key, value in sorted(figures.items()):
        print(f"{key:<{width}}  {value:>10,.2f}")


if __name__ == "__main__":
    main()
