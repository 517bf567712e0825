"""`make prove`: the long proofs. Figures are merged into benchmarks/proofs.json; a claim that fails fails the run."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    proofs_duplicates,
    proofs_fraud,
    proofs_intervals,
    proofs_kills,
    proofs_line_down,
    proofs_patrol,
    proofs_posters,
    proofs_sheets,
    proofs_simulation,
)
from benchmarks.proofs_verdict import Verdict

PROOFS: dict[str, Callable[[bool], Verdict]] = {
    "kills": proofs_kills.prove,
    "line_down": proofs_line_down.prove,
    "line_hour": proofs_line_down.prove_hour,
    "duplicates": proofs_duplicates.prove,
    "intervals": proofs_intervals.prove,
    "fraud": proofs_fraud.prove,
    "patrol": proofs_patrol.prove,
    "posters": proofs_posters.prove,
    "sheets": proofs_sheets.prove,
    "simulation": proofs_simulation.prove,
}
RESULTS = Path(__file__).parent / "proofs.json"


def main() -> int:
    """Run the chosen proofs; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=sorted(PROOFS), help="one proof")
    parser.add_argument("--quick", action="store_true", help="a smaller town: about a minute each")
    options = parser.parse_args()
    failed = False
    for name, prove in PROOFS.items():
        if options.only in (None, name):
            print(f"{name} ...", flush=True)
            verdict = prove(options.quick)
            verdict.figures[f"{name}.quick"] = int(options.quick)  # a small run must not pass for a long one
            _keep(verdict)
            _print(verdict)
            failed = failed or bool(verdict.wrong)
    return int(failed)


def _keep(verdict: Verdict) -> None:
    figures: dict[str, float] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    others = {key: value for key, value in figures.items() if key.split(".")[0] != verdict.name}
    RESULTS.write_text(json.dumps(dict(sorted((others | verdict.figures).items())), indent=2) + "\n")


def _print(verdict: Verdict) -> None:
    for key, value in verdict.figures.items():
        print(f"  {key:<45} {value:>12,.10g}")
    for sentence in verdict.wrong:
        print(f"  FAILED: {sentence}")
    print(f"  {verdict.name}: {'FAILED' if verdict.wrong else 'holds'}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
