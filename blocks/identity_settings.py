"""The identity provider that the environment variables name."""

from collections.abc import Mapping
from typing import get_args
from urllib.parse import urlsplit

from schemas.errors import BadInputError, shown
from schemas.identity import IdentityRules
from schemas.scopes import Role

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def read_identity_rules(values: Mapping[str, str]) -> IdentityRules | None:
    """None without `REVIVE_OIDC_ISSUER`. Raises `BadInputError` if something is missing or cannot be used."""
    issuer = values.get("REVIVE_OIDC_ISSUER")
    if not issuer:
        return None
    parts = urlsplit(issuer)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise BadInputError(f"REVIVE_OIDC_ISSUER={shown(issuer)}: give the provider's https address")
    client_id = values.get("REVIVE_OIDC_CLIENT_ID")
    if not client_id:
        raise BadInputError("REVIVE_OIDC_CLIENT_ID: name the client that the provider knows this server as")
    return IdentityRules(
        issuer=issuer,
        client_id=client_id,
        client_secret=values.get("REVIVE_OIDC_CLIENT_SECRET") or None,
        claim=values.get("REVIVE_OIDC_CLAIM") or "groups",
        roles=_roles(values.get("REVIVE_OIDC_ROLES", "")),
    )


def _roles(text: str) -> dict[str, Role]:
    known: tuple[Role, ...] = get_args(Role)
    found: dict[str, Role] = {}
    for part in filter(None, (one.strip() for one in text.split(","))):
        value, _, name = part.rpartition("=")
        role = next((one for one in known if one == name.strip()), None)
        if role is None or not value.strip():
            raise BadInputError(f"REVIVE_OIDC_ROLES: {shown(part)}: give value=role, role one of {', '.join(known)}")
        found[value.strip()] = role
    if not found:
        raise BadInputError("REVIVE_OIDC_ROLES: say who may do what, as value=role, separated by commas")
    return found
