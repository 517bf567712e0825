"""Two rounds and a response, as the stores keep them."""

from datetime import date

from surveys.records import Response, Round

NOW = Round("eit-2567:2570Q1", "eit-2567", "2570Q1", date(2026, 10, 1), date(2026, 12, 31))
NEXT = Round("eit-2567:2570Q2", "eit-2567", "2570Q2", date(2027, 1, 1), date(2027, 3, 31))
DAY = date(2026, 11, 21)
ROW = Response("0a", NOW.id, "eit-2567", "EA7K", "line", DAY, {"e1": 6, "e3": 2}, 1, flags=("straight",))
