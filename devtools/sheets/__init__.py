"""A Google Sheets API for tests, development and demonstration, in memory, on this machine only.

`Emulator` is the engine, `serve` puts it behind HTTP for unmodified gspread, `python -m devtools.sheets` starts one.
"""

from devtools.sheets.emulator import Emulator, Line
from devtools.sheets.server import Running, make_server, serve

__all__ = ["Emulator", "Line", "Running", "make_server", "serve"]
