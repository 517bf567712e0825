"""What a spreadsheet says of itself when nobody has chosen anything: as recorded from Google."""

from typing import Any

Json = dict[str, Any]
_WHITE = {"red": 1, "green": 1, "blue": 1}

FORMAT: Json = {
    "backgroundColor": _WHITE,
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {
        "foregroundColor": {},
        "fontFamily": "arial,sans,sans-serif",
        "fontSize": 10,
        "bold": False,
        "italic": False,
        "strikethrough": False,
        "underline": False,
        "foregroundColorStyle": {"rgbColor": {}},
    },
    "backgroundColorStyle": {"rgbColor": _WHITE},
}

_COLORS = {
    "TEXT": (0, 0, 0),
    "BACKGROUND": (1, 1, 1),
    "ACCENT1": (0.25882354, 0.52156866, 0.95686275),
    "ACCENT2": (0.91764706, 0.2627451, 0.20784314),
    "ACCENT3": (0.9843137, 0.7372549, 0.015686275),
    "ACCENT4": (0.20392157, 0.65882355, 0.3254902),
    "ACCENT5": (1, 0.42745098, 0.003921569),
    "ACCENT6": (0.27450982, 0.7411765, 0.7764706),
    "LINK": (0.06666667, 0.33333334, 0.8),
}

THEME: Json = {
    "primaryFontFamily": "Arial",
    "themeColors": [
        {
            "colorType": kind,
            "color": {
                "rgbColor": {name: part for name, part in zip(("red", "green", "blue"), color, strict=True) if part}
            },
        }
        for kind, color in _COLORS.items()
    ],
}


def effective_format(own: Json) -> Json:
    """CellFormat of a cell: the default one with its own laid over."""
    merged = {**FORMAT, "horizontalAlignment": "LEFT", **own}
    return {**merged, "textFormat": {**FORMAT["textFormat"], **own.get("textFormat", {})}}
