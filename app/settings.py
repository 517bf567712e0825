"""Process settings: read once from the environment, frozen, and never printed.

What belongs to one agency (its LINE channel, its spreadsheet) is not here: it is entered in the console and
kept sealed in the database.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

_ROOT = Path(__file__).resolve().parent.parent
_WANTED_URL = "should be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME"
_PREFIX = "PRONGSAI_"
_TESTS = "PRONGSAI_TESTS_"


class Settings(BaseSettings):
    """One field per variable; `.env.example` explains each, and a test says so."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,  # otherwise a typo in one value prints its secret neighbours
        env_ignore_empty=True,
    )

    data: Path = Field(default=_ROOT / "data", description="folder of databases, workbooks and keys")
    key_file: Path | None = Field(default=None, description="server keys; default <data>/keys.json")
    database_url: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("DATABASE_URL"), description="default: SQLite in <data>"
    )
    sealed_database_url: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("SEALED_DATABASE_URL"),
        description="default: an own SQLite file, or the schema `sealed` of DATABASE_URL",
    )
    host: str = Field(default="127.0.0.1", description="address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, validation_alias=AliasChoices("PORT"))
    base_url: str | None = Field(default=None, description="public address, as printed on posters")
    printed_links: str = Field(
        default="capitals", pattern="^(capitals|small)$", description="letters of the links in posters' QR codes"
    )
    console_url: str | None = Field(default=None, description="the console's own address, when it has one")
    threads: int = Field(default=16, ge=2, le=256, description="request threads of each web process")
    web_processes: int = Field(default=1, ge=1, le=64, description="web processes")
    serve: Annotated[str, NoDecode] = Field(
        default="all", pattern="^(all|public|console)$", description="which pages this process serves"
    )
    behind_proxy: int = Field(default=0, ge=0, le=5, description="trusted reverse proxies in front")
    line_api: str | None = Field(default=None, description="another LINE, e.g. the fake one; default the real one")
    sheets_api: str | None = Field(default=None, description="another Google, e.g. the emulator")
    sheets_reads: int = Field(default=60, ge=5, description="reads a minute that Google gives a service account")
    sheets_writes: int = Field(default=60, ge=5, description="writes a minute that Google gives a service account")
    sheets_project_reads: int = Field(default=300, ge=5, description="reads a minute that Google gives a project")
    sheets_project_writes: int = Field(default=300, ge=5, description="writes a minute that Google gives a project")
    sheets_share: float = Field(default=0.8, ge=0.1, le=0.95, description="how much of that is used steadily")
    sheets_turn: int = Field(default=10, ge=1, description="writes of one office before others have their turn")
    sheets_interval: int = Field(default=60, ge=0, description="seconds between two turns of one office")
    sheets_verify: int = Field(default=60, ge=5, description="minutes between two comparisons of sheet and database")
    sheets_look: int = Field(default=60, ge=10, description="seconds between two questions to Drive about edits")
    sheets_timeout: int = Field(default=60, ge=5, le=190, description="seconds to wait for an answer of Google's")
    sheets_threads: int = Field(default=4, ge=1, le=32, description="spreadsheets that are worked on at a time")
    sheets_cells: int = Field(
        default=9_000_000, ge=100_000, le=10_000_000, description="cells of a spreadsheet before the next is asked for"
    )
    sheets_yearly: bool = Field(default=False, description="a spreadsheet of its own for each fiscal year")
    allow_twins: bool = Field(default=False, description="production on a fake LINE or demo keys: say yes here")
    clock_file: Path | None = Field(default=None, description="simulated time, on twins only: seconds to add to now")
    qa_engine: str = Field(default="", description="a stronger engine for questions, as module:factory; none is needed")
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("database_url", "sealed_database_url")
    @classmethod
    def _known_engine(cls, given: SecretStr | None) -> SecretStr | None:
        if given is None:
            return None
        # many hosts hand out the short form, which SQLAlchemy does not know
        url = given.get_secret_value().strip().replace("postgres://", "postgresql://", 1)
        if not url.startswith(("sqlite:///", "postgresql://")):
            raise ValueError(_WANTED_URL)
        try:
            make_url(url)
        except (ArgumentError, ValueError):
            raise ValueError(_WANTED_URL) from None  # its cause would quote a part of the address
        return SecretStr(url)

    @property
    def keys(self) -> Path:
        """Where the server's keys are kept."""
        return self.key_file or self.data / "keys.json"

    @property
    def database(self) -> str:
        """The product database's URL."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data / 'prongsai.db'}"

    @property
    def sealed_database(self) -> str:
        """The fraud door's database. SQLite keeps it in a file of its own."""
        if self.sealed_database_url is not None:
            return self.sealed_database_url.get_secret_value()
        if self.database_url is not None and not self.database.startswith("sqlite"):
            return self.database
        return f"sqlite:///{self.data / 'sealed.db'}"

    @property
    def public_url(self) -> str:
        """The address in links and QR codes, without a slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def workbooks(self) -> Path:
        """The folder with one workbook per agency."""
        return self.data / "workbooks"


def variable(field: str) -> str:
    """The environment variable of a field (or the alias pydantic names in its errors)."""
    known = Settings.model_fields.get(field)
    if known is None:
        return field
    alias = known.validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else f"{_PREFIX}{field.upper()}"


def unknown_variables(environment: Mapping[str, str]) -> list[str]:
    """Names that look like ours and are not, sorted: a slip of the pen would otherwise be a silent default."""
    known = {variable(name) for name in Settings.model_fields}
    ours = (name for name in environment if name.startswith(_PREFIX) and not name.startswith(_TESTS))
    return sorted(name for name in ours if name.upper() not in known)
