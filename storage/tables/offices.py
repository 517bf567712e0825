"""The offices themselves: who they are, their credentials, their service points and who walked past them."""

from sqlalchemy import Column, Date, Index, Integer, LargeBinary, String, Table, Text

from storage.columns import Instant
from storage.tables.schema import agency_column, metadata, table

agencies = Table(
    "agencies",
    metadata,
    agency_column(),
    Column("name", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON of the other Agency fields
    Column("created_on", Date, nullable=False),
)

credentials = table(
    "credentials",
    Column("kind", String(16), primary_key=True),  # line | sheets
    Column("sealed", LargeBinary, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

revisions = table(
    "revisions",  # a number that grows when something cached elsewhere changed
    Column("what", String(24), primary_key=True),  # faq | agency | points | rounds
    Column("number", Integer, nullable=False),
)

service_points = table(
    "service_points",
    Column("code", String(12), primary_key=True),
    Column("name", Text, nullable=False),
    Column("services", Text, nullable=False, default=""),
    Column("purpose", String(16), nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("retired_on", Date),
    Column("unit", Text, nullable=False, server_default=""),
    Column("closes_on", Date),
    Column("sign", String(12), nullable=False, server_default=""),  # the id on its poster; "" while it is the code
    Index("ix_service_points_code", "code", unique=True),  # a code on a wall names one place in the whole world
)

point_signs = table(
    "point_signs",  # every printing of a poster, with the id that its QR code says
    Column("id", String(12), primary_key=True),
    Column("point", String(12), nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("retired_on", Date),
    Index("ix_point_signs_id", "id", unique=True),  # an id on a wall names one place in the whole world
)

visits = table(
    "visits",  # how often a poster was opened; nothing about who
    Column("point", String(12), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("night", Integer, nullable=False, server_default="0"),  # how many of them between 22:00 and 05:00
)

stray_scans = Table(
    "stray_scans",  # codes on walls that name no point of ours
    metadata,
    agency_column(),  # "" where several offices share the installation: nobody can say whose false sticker it was
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)

inspections = table(
    "inspections",  # QR patrols: who looked at which sign and what it was; photographs are nowhere
    Column("id", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("staff_id", String(32), nullable=False),
    Column("verdict", String(12), nullable=False),  # genuine | retired | neighbour | unissued | foreign | unreadable
    Column("sheet", String(12), nullable=False),  # point | fraud | official | page | line | ""
    Column("point", String(12), nullable=False),  # code of the point; "" for anything else
    Column("host", String(100), nullable=False),  # where a foreign code leads
    Column("owner", Text, nullable=False),  # the office that it belongs to, where it is another's
    Column("how", String(8), nullable=False),  # console | line
    Index("ix_inspections_agency_at", "agency", "at"),
)
