"""Signing in by an identity provider: OpenID Connect's authorization code flow with PKCE, state and nonce.

The protocol is authlib's, signatures and times are joserfc's, which comes with it; both are imported at first use, as
they are an extra. Specifications: OpenID Connect Core 1.0, Discovery 1.0, RFC 7636, RFC 9700.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

import httpx

from blocks.connectors.page import ServiceError
from schemas.errors import BadInputError, one_line
from schemas.identity import IdentityRules

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import AsyncOAuth2Client

_WITHIN_S = 15.0  # for one whole conversation with the provider
_KNOWN_FOR_S = 3_600.0
_LEEWAY_S = 60
_MOST_BYTES = 1_000_000
# Signatures that only the provider can make: with HS256, whoever knows the client's secret could; `none` is nobody's.
_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class RefusedSignInError(Exception):
    """What came back proves nobody's identity, or the provider refused it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Where somebody is sent, and what has to come back."""

    url: str
    state: str
    nonce: str
    verifier: str


class IdentityProvider:
    """One provider. What it says of itself is kept for an hour."""

    def __init__(self, rules: IdentityRules) -> None:
        self.rules = rules
        self._said: dict[str, Any] = {}
        self._keys: dict[str, Any] = {}
        self._asked_at = -_KNOWN_FOR_S

    async def begin(self, back: str) -> Begun:
        """A sign-in that returns to the address `back`. Raises `ServiceError`, `BadInputError` without authlib."""
        from authlib.common.security import generate_token  # noqa: PLC0415 -- see above

        said = await self._discovered()
        nonce, verifier = generate_token(32), generate_token(64)
        async with self._client(back) as client:
            url, state = client.create_authorization_url(
                said["authorization_endpoint"], code_verifier=verifier, nonce=nonce
            )
        return Begun(url, state, nonce, verifier)

    async def finish(self, code: str, back: str, nonce: str, verifier: str) -> Mapping[str, Any]:
        """The claims of whoever came back with this code. Raises `RefusedSignInError`, `ServiceError`."""
        said = await self._discovered()
        token = await self._redeemed(said["token_endpoint"], code, back, verifier)
        raw = token.get("id_token")
        if not isinstance(raw, str):
            raise RefusedSignInError("the provider gave no ID token")
        return await self._claims(raw, nonce, token.get("access_token"))

    async def _redeemed(self, endpoint: str, code: str, back: str, verifier: str) -> Mapping[str, Any]:
        from authlib.integrations.base_client import OAuthError  # noqa: PLC0415 -- see above

        try:
            async with asyncio.timeout(_WITHIN_S), self._client(back) as client:
                token: Mapping[str, Any] = await client.fetch_token(endpoint, code=code, code_verifier=verifier)
        except OAuthError as error:
            raise RefusedSignInError(f"the provider refuses the code: {one_line(error.error)}") from None
        except (httpx.HTTPError, TimeoutError, ValueError) as error:
            raise self._away(error) from None
        return token

    async def _claims(self, raw: str, nonce: str, access_token: object) -> Mapping[str, Any]:
        """The claims of an ID token whose signature, issuer, audience, times and nonce are right."""
        from authlib.oidc.core import CodeIDToken  # noqa: PLC0415 -- see above
        from joserfc import jwt  # noqa: PLC0415 -- same
        from joserfc.errors import InvalidKeyIdError, JoseError  # noqa: PLC0415 -- same
        from joserfc.jwk import KeySet  # noqa: PLC0415 -- same

        async def decoded() -> jwt.Token:
            keys = KeySet.import_key_set(self._keys)  # type: ignore[arg-type]
            return jwt.decode(raw, keys, algorithms=list(_ALGORITHMS))

        try:
            try:
                token = await decoded()
            except (InvalidKeyIdError, ValueError):  # the provider has new keys
                self._asked_at = -_KNOWN_FOR_S
                await self._discovered()
                token = await decoded()
            params = {"nonce": nonce, "client_id": self.rules.client_id}
            if isinstance(access_token, str):
                params["access_token"] = access_token
            options: Any = {
                "iss": {"essential": True, "value": self._said["issuer"]},
                "aud": {"essential": True, "value": self.rules.client_id},
            }
            claims = CodeIDToken(token.claims, token.header, options, params)
            claims.validate(leeway=_LEEWAY_S)
        except (JoseError, ValueError, TypeError) as error:
            raise RefusedSignInError(f"the provider's ID token is not right: {one_line(error)}") from None
        return dict(claims)

    async def _discovered(self) -> Mapping[str, Any]:
        """What the provider says of itself. Raises `ServiceError` if it is away, or is somebody else."""
        if monotonic() - self._asked_at < _KNOWN_FOR_S:
            return self._said
        try:
            async with asyncio.timeout(_WITHIN_S), httpx.AsyncClient(timeout=_WITHIN_S) as http:
                said = await _json(http, f"{self.rules.issuer.rstrip('/')}/.well-known/openid-configuration")
                if said.get("issuer") != self.rules.issuer:
                    raise ServiceError(f"{self.rules.issuer} says that it is another issuer; check REVIVE_OIDC_ISSUER")
                self._require_own_scheme(said)
                self._keys = await _json(http, said["jwks_uri"])
        except (httpx.HTTPError, TimeoutError, ValueError) as error:
            raise self._away(error) from None
        self._said, self._asked_at = said, monotonic()
        return said

    def _require_own_scheme(self, said: Mapping[str, Any]) -> None:
        """A provider with TLS has no endpoint without it."""
        scheme = self.rules.issuer.partition("://")[0]
        for name in _ENDPOINTS:
            url = said.get(name)
            if not isinstance(url, str) or not url.startswith((f"{scheme}://", "https://")):
                raise ServiceError(f"{self.rules.issuer} names no usable {name}")

    def _client(self, back: str) -> "AsyncOAuth2Client":
        try:
            from authlib.integrations.httpx_client import AsyncOAuth2Client  # noqa: PLC0415 -- see above
        except ImportError:
            raise BadInputError("signing in by a provider needs authlib: pip install 'revive[oidc]'") from None
        return AsyncOAuth2Client(
            self.rules.client_id,
            self.rules.client_secret,
            # Not in the URL: it would stand in logs.
            token_endpoint_auth_method="client_secret_basic" if self.rules.client_secret else "none",
            scope="openid email profile",
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=_WITHIN_S,
        )

    def _away(self, error: Exception) -> ServiceError:
        why = one_line(error) or type(error).__name__
        return ServiceError(f"the identity provider {self.rules.issuer} does not answer as it should: {why}")


async def _json(http: httpx.AsyncClient, url: str) -> dict[str, Any]:
    """A JSON object. Raises `ValueError` for anything else."""
    answer = await http.get(url)
    answer.raise_for_status()
    if len(answer.content) > _MOST_BYTES:
        raise ValueError("its answer is too long")
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("its answer is not a JSON object")  # noqa: TRY004 -- as a broken one
    return found
