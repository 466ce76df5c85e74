"""User tokens as a company's backend signs them."""

import base64
import hmac
import json
import time

SECRET = "0123456789abcdef" * 2


def user(name: str, *, secret: str = SECRET, seconds: float = 600) -> dict[str, str]:
    """The header of a request of this user."""
    parts = ({"alg": "HS256", "typ": "JWT"}, {"sub": name, "exp": time.time() + seconds})
    signed = ".".join(_written(json.dumps(part).encode()) for part in parts)
    signature = hmac.digest(secret.encode(), signed.encode(), "sha256")
    return {"authorization": f"Bearer {signed}.{_written(signature)}"}


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
