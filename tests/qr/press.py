"""The posters of the tests, set by the real press."""

from datetime import date

from qr.studio import Press
from web.paper import lacking, poster

BASE = "https://banmai.go.th"
DAY = date(2026, 11, 21)
PRESS = Press(poster, lacking)
