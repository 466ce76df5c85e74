"""Who comes in by the HTTP door: what is stored of a key, of a person's session, and of every change they made."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.scopes import ROLE_OF, ROLES, SCOPES, Role, Scope


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
    role: Role | None = Field(
        default=None, exclude_if=lambda said: said is None, description="Of a person's key; None for a program's."
    )

    @property
    def role_on_pages(self) -> Role:
        """What somebody who signs in with this key may do."""
        return self.role or ROLE_OF[self.scope]

    def allows(self, scope: Scope) -> bool:
        """Whether this key may be used for that."""
        return not self.revoked_at and SCOPES.index(self.scope) >= SCOPES.index(scope)


class Session(BaseModel):
    """Somebody who has signed in. It is stored under a hash of the cookie's value, and ends with its key."""

    model_config = ConfigDict(frozen=True)

    name: str  # as it stands with what they decide
    role: Role
    key_id: str = Field(default="", description="The key they signed in with; empty where an identity provider did it.")
    at: str  # when they signed in, ISO 8601 in UTC

    def may(self, role: Role) -> bool:
        """Whether this person may do what the role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class AuditEntry(BaseModel):
    """One change that somebody asked for on a page."""

    model_config = ConfigDict(frozen=True)

    at: str  # ISO 8601 in UTC, with microseconds
    who: str
    role: Role
    what: str = Field(description="The action, as its page calls it.")
    where: str = Field(description="The path that was asked; it names people and files by hash, if at all.")
    outcome: str = Field(
        default="", description="`done`, or the kind of the error; empty while it is under way, or if it was cut off."
    )
    request_id: str = ""  # finds the lines of the log
