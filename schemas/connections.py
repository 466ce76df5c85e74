"""Services that a company's data is read from: where they are, and as whom. Secrets are never part of a message."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

_FROZEN = ConfigDict(extra="forbid", frozen=True)
SourceName = Literal["salesforce", "gong", "slack", "firebolt"]
SOURCE_NAMES: tuple[SourceName, ...] = get_args(SourceName)


def _https(url: str) -> str:
    if not url.startswith("https://"):
        raise ValueError("begins with https://, since credentials go there")
    return url.rstrip("/")


Address = Annotated[str, StringConstraints(max_length=300), AfterValidator(_https)]
FieldName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,79}(\.[A-Za-z][A-Za-z0-9_]{0,79})?$")]


_Named = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_ -]{0,127}$")]


class SalesforceAccess(BaseModel):
    """A connected app with the client credentials flow."""

    model_config = _FROZEN

    url: Address = Field(description="My Domain: https://company.my.salesforce.com")
    client_id: str
    client_secret: SecretStr
    account_field: FieldName = Field(
        default="AccountId", description="What of a deal is the warehouse's account_id, e.g. Account.External_Id__c"
    )
    ca_file: str | None = Field(default=None, description="Certificates of the authority, where it is a company's own.")


class GongAccess(BaseModel):
    """An access key of Gong's API."""

    model_config = _FROZEN

    url: Address = Field(default="https://api.gong.io", description="As Gong's page on the API says.")
    key: str
    secret: SecretStr
    account_field: str | None = Field(
        default=None, description="Field of the account in the CRM that is the warehouse's account_id; else its id."
    )
    ca_file: str | None = None


class SlackAccess(BaseModel):
    """A token that may read the listed channels; no other channel is read."""

    model_config = _FROZEN

    url: Address = "https://slack.com/api"
    token: SecretStr
    channels: dict[str, str] = Field(
        min_length=1, description="By id of a channel: the account_id that it is shared with."
    )
    ca_file: str | None = None


class FireboltAccess(BaseModel):
    """A service account of Firebolt, and where its tables are."""

    model_config = _FROZEN

    account: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$")]
    client_id: str
    client_secret: SecretStr
    database: _Named
    engine: _Named
    table_schema: _Named = "public"
    tables: dict[str, _Named] = Field(
        default={}, description="By table of the warehouse: its name in Firebolt, where that is another."
    )
    url: Address = "https://api.app.firebolt.io"
    login_url: Address = "https://id.app.firebolt.io"
    ca_file: str | None = None


class Connections(BaseModel):
    """Those that an environment has."""

    model_config = _FROZEN

    salesforce: SalesforceAccess | None = None
    gong: GongAccess | None = None
    slack: SlackAccess | None = None
    firebolt: FireboltAccess | None = None
    in_analyses: bool = Field(default=False, description="Whether analyses read the sources without being told to.")

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of those that bring tables."""
        return tuple(name for name in SOURCE_NAMES if getattr(self, name) is not None)

    @property
    def askable(self) -> tuple[str, ...]:
        """Those that a question may be put to as they are now; a whole warehouse is copied first."""
        return tuple(name for name in self.sources if name != "firebolt")
