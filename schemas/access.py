"""API keys of the HTTP door: what is stored of a key, and what it may be used for."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.scopes import SCOPES, Scope


class ApiKey(BaseModel):
    """A key as it is stored: only a hash of its secret, so that reading the records does not let anybody use it."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(description="The public part, which appears in logs.")
    name: str = Field(description="The person or program that uses it, as the one who added it says.")
    scope: Scope
    secret_sha256: str = Field(repr=False, description="sha256 in hex of 32 random bytes: nothing that can be guessed.")
    added_at: str  # ISO 8601 in UTC
    added_by: str  # login name or --by
    revoked_at: str = ""  # empty while it is in force

    def allows(self, scope: Scope) -> bool:
        """Whether this key may be used for that."""
        return not self.revoked_at and SCOPES.index(self.scope) >= SCOPES.index(scope)
