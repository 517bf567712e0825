"""Developer metadata: notes for programs, on the spreadsheet, a sheet, a row or a column."""

from dataclasses import dataclass
from typing import Any

from devtools.sheets.refusal import bad

Json = dict[str, Any]


@dataclass
class Metadata:
    """One note."""

    id: int
    key: str
    value: str
    visibility: str
    sheet: int | None
    """None: on the whole spreadsheet."""
    dimension: str = ""
    """ROWS or COLUMNS when it is on one row or column."""
    at: int = 0

    @property
    def kind(self) -> str:
        """Its locationType."""
        if self.sheet is None:
            return "SPREADSHEET"
        return {"ROWS": "ROW", "COLUMNS": "COLUMN"}.get(self.dimension, "SHEET")

    @property
    def location(self) -> Json:
        """DeveloperMetadataLocation."""
        if self.sheet is None:
            return {"locationType": "SPREADSHEET", "spreadsheet": True}
        if not self.dimension:
            return {"locationType": "SHEET", "sheetId": self.sheet}
        line = {"dimension": self.dimension, "startIndex": self.at, "endIndex": self.at + 1}
        return {"locationType": self.kind, "dimensionRange": {"sheetId": self.sheet, **line}}

    @property
    def json(self) -> Json:
        """DeveloperMetadata."""
        value = {"metadataValue": self.value} if self.value else {}
        named = {"metadataId": self.id, "metadataKey": self.key, **value}
        return {**named, "location": self.location, "visibility": self.visibility}


def place_of(location: Json) -> tuple[int | None, str, int]:
    """Sheet, dimension and index of a DeveloperMetadataLocation. Raises Refusal(400)."""
    line = location.get("dimensionRange")
    if line:
        start, end = line.get("startIndex", 0), line.get("endIndex", 0)
        if end - start != 1 or line.get("dimension") not in {"ROWS", "COLUMNS"}:
            raise bad("Developer metadata may only be on exactly one row or column")
        return line.get("sheetId", 0), line["dimension"], start
    if location.get("spreadsheet"):
        return None, "", 0
    if "sheetId" in location:
        return location["sheetId"], "", 0
    raise bad("Developer metadata must have a location")


def matches(one: Metadata, lookup: Json) -> bool:
    """Whether a DeveloperMetadataLookup finds it. Raises Refusal(400) for a lookup that names nothing."""
    simple = {"metadataId": one.id, "metadataKey": one.key, "metadataValue": one.value,
              "visibility": one.visibility, "locationType": one.kind}  # fmt: skip
    if not any(name in lookup for name in (*simple, "metadataLocation")):
        raise bad("A developer metadata lookup must name something")
    if any(name in lookup and lookup[name] != known for name, known in simple.items()):
        return False
    if "metadataLocation" not in lookup:
        return True
    exact = lookup.get("locationMatchingStrategy", "EXACT_LOCATION") != "INTERSECTING_LOCATION"
    place = place_of(lookup["metadataLocation"])
    here = (one.sheet, one.dimension, one.at)
    return here == place if exact else _meets(here, place)


def _meets(here: tuple[int | None, str, int], place: tuple[int | None, str, int]) -> bool:
    """Each is on the other, or both are on the same row or column, or they cross."""
    if here[0] is None or place[0] is None:
        return True
    if here[0] != place[0]:
        return False
    return not here[1] or not place[1] or here[1] != place[1] or here[2] == place[2]
