"""An OpenID Connect provider on loopback, which says what a test wants, right or wrong."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fakes.web_server import serving
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

CLIENT = "revive-pages"
WORD = "planted" * 4  # of the client


@dataclass
class FakeProvider:
    """`claims` go over those that are right; a None leaves one out. `alg` and `key` sign."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    alg: str = "ES256"
    key: Any = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "one"}))
    published: Any = None  # keys of the JWKS, if not that which signs
    said: dict[str, Any] = field(default_factory=dict)  # over its discovery document
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    redeemed: list[str] = field(default_factory=list)
    discoveries: int = 0

    def log_in(self, url: str) -> dict[str, str]:
        """What a person does at the address they were sent to; returns the query they come back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def discovery(self) -> dict[str, Any]:
        self.discoveries += 1
        known = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
        }
        return known | self.said

    def jwks(self) -> dict[str, Any]:
        key = self.published or self.key
        return {"keys": [key.as_dict(private=False)] if not isinstance(key, OctKey) else []}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        basic = f"Basic {base64.b64encode(f'{CLIENT}:{WORD}'.encode()).decode()}"
        if asked is None or asked["code_challenge"] != challenge or asked["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        if authorization != basic:
            return 401, {"error": "invalid_client"}
        self.redeemed.append(form["code"])
        now = int(time.time())
        right = {
            "iss": self.issuer, "aud": CLIENT, "sub": "user-1", "iat": now, "exp": now + 300, "nonce": asked["nonce"],
            "email": "ann@acme.example", "email_verified": True, "groups": ["staff", "revive-team"],
        }  # fmt: skip
        claims = {name: value for name, value in (right | self.claims).items() if value is not None}
        signed = jwt.encode({"alg": self.alg, "kid": self.key.kid}, claims, self.key, algorithms=[self.alg])
        return 200, {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


@contextmanager
def identity_provider() -> Iterator[FakeProvider]:
    """One that answers until the block ends."""
    fake = FakeProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = {"/.well-known/openid-configuration": fake.discovery, "/jwks": fake.jwks}.get(self.path)
            self._say(*((200, found()) if found else (404, {})))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(*fake.token(form, self.headers.get("authorization", "")))

        def _say(self, status: int, said: dict[str, Any]) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's signature
            """Say nothing."""

    with serving(Handler) as address:
        fake.issuer = f"http://{address}"
        yield fake
