"""A Google Sheets and Drive API for tests, development and demonstration, in memory, on this machine only.

`Emulator` is the engine, `serve` puts it behind HTTP for unmodified gspread, `python -m devtools.sheets` starts one.
"""

from devtools.sheets.emulator import Emulator
from devtools.sheets.log import Line, busiest
from devtools.sheets.quota import GOOGLE, Quota
from devtools.sheets.server import Running, make_server, serve

__all__ = ["GOOGLE", "Emulator", "Line", "Quota", "Running", "busiest", "make_server", "serve"]
