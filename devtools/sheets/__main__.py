"""`python -m devtools.sheets`: an emulator that other programs can talk to."""

import argparse
import json
import sys
from pathlib import Path

from devtools.sheets import contract
from devtools.sheets.emulator import Emulator
from devtools.sheets.faults import KINDS, BadFault
from devtools.sheets.quota import BadQuota
from devtools.sheets.refusal import Refusal
from devtools.sheets.server import make_server


def main() -> int:
    """Serve until interrupted. 1 with a sentence when the arguments or the port do not do."""
    options = _options()
    try:
        emulator = Emulator(
            faults=options.fault, fault_seed=options.fault_seed, auth=options.auth, quota=options.quota,
            check=options.check, storage=not options.no_storage,
        )  # fmt: skip
        if options.check:
            contract.load("sheets")
        if options.seed:
            emulator.seed(json.loads(Path(options.seed).read_text(encoding="utf-8")))
        server = make_server(options.port, emulator)
    except (BadFault, BadQuota, Refusal, ImportError, OSError, ValueError, KeyError, TypeError) as wrong:
        print(f"devtools.sheets: {type(wrong).__name__}: {wrong}", file=sys.stderr)
        return 1
    print(f"Sheets emulator on http://127.0.0.1:{server.server_address[1]} (Ctrl-C ends it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("ended")
    finally:
        server.server_close()
    return 0


def _options() -> argparse.Namespace:
    faults = "\n".join(f"  {kind:<12} {meaning}" for kind, meaning in KINDS.items())
    parser = argparse.ArgumentParser(
        prog="python -m devtools.sheets",
        description="A Google Sheets and Drive API in memory, on loopback. What it does not cover answers 501.",
        epilog=f"faults (KIND:RATE or KIND:DETAIL:RATE, rate 0.3 or @1,4; add :reads or :all):\n{faults}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=int, default=8900, help="port on 127.0.0.1; 0 picks a free one (default 8900)")
    parser.add_argument("--seed", metavar="FILE", help="JSON with spreadsheets to begin with")
    parser.add_argument("--fault", action="append", default=[], metavar="FAULT", help="may be given several times")
    parser.add_argument("--fault-seed", type=int, default=0, metavar="N", help="equal seeds, equal luck")
    parser.add_argument("--auth", action="store_true", help="accept only tokens that /token issued")
    parser.add_argument("--quota", metavar="QUOTA", help="'google', or writes_per_user=60,reads_per_project=300,...")
    parser.add_argument("--check", action="store_true", help="hold everything against Google's discovery document")
    parser.add_argument("--no-storage", action="store_true", help="nobody may create files, like a service account")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
