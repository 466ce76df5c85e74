"""Who an identity provider says that somebody is, and what that lets them do."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from schemas.scopes import ROLES, Role

_NAME = 60  # characters; with what is beside it, it fits schemas.registry.Person


class IdentityRules(BaseModel):
    """The provider of an environment, and the roles of the people it knows."""

    model_config = ConfigDict(frozen=True)

    issuer: str = Field(description="As its discovery document and its tokens say it.")
    client_id: str
    client_secret: str | None = Field(default=None, repr=False)
    claim: str = Field(default="groups", description="The claim of an ID token that says what somebody may do.")
    roles: dict[str, Role] = Field(description="By a value of that claim.")

    def role_of(self, claims: Mapping[str, Any]) -> Role | None:
        """The highest role of somebody; None if they have none here."""
        said = claims.get(self.claim)
        values = [said] if isinstance(said, str) else said if isinstance(said, list) else []
        found = [self.roles[one] for one in values if isinstance(one, str) and one in self.roles]
        return max(found, key=ROLES.index, default=None)


def name_of_claims(claims: Mapping[str, Any]) -> str:
    """What stands with what somebody decides: their address where the provider has verified it, else their subject."""
    address = claims.get("email")
    proven = isinstance(address, str) and claims.get("email_verified") is True
    name = str(address) if proven else str(claims["sub"])
    shown = "".join(one for one in name if one.isprintable()).strip()[:_NAME]
    return f"{shown or 'somebody'} (signed in by the provider)"


class PendingSignIn(BaseModel):
    """A sign-in that the provider has not answered yet. It is stored under a hash of its state."""

    model_config = ConfigDict(frozen=True)

    nonce: str
    verifier: str = Field(repr=False, description="Of PKCE: only who began the sign-in can redeem the code.")
    then: str
