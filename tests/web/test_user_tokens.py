import base64
import hmac
import json
from typing import Any

import pytest

from web.user_tokens import LONGEST_S, UserTokenError, user_of

NOW = 1_790_000_000.0
SECRET, NEXT = "s" * 32, "n" * 40


def part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def token(secret: str = SECRET, header: Any = None, **claims: Any) -> str:
    signed = f"{part(header or {'alg': 'HS256', 'typ': 'JWT'})}.{part({'sub': 'ann', 'exp': NOW + 600, **claims})}"
    signature = hmac.digest(secret.encode(), signed.encode(), "sha256")
    return f"{signed}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def test_whoever_a_backend_names_is_known_also_while_its_secret_is_rotated() -> None:
    assert user_of(token(), (SECRET,), NOW) == "ann"
    assert user_of(token(), (NEXT, SECRET), NOW) == "ann"
    assert user_of(token(NEXT), (NEXT, SECRET), NOW) == "ann"


def test_a_token_of_rfc_7515_is_read_as_others_read_it() -> None:
    """Appendix A.1: its signature fits its key, so only its claims are wrong: it has expired long ago."""
    said = (
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQog"  # pragma: allowlist secret
        "Imh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
        "dBjftJeZ4CVP-mB92K27"
        "uhbUJU1p1r_wW1gFWFOEjXk"
    )
    parts = ("AyM1SysPpbyDfgZld3umj1qz", "KObwVMkoqQ-EstJQLr_T-1qS", "0gZH75aKtMN3Yj0iPS4hcgUu", "TwjAzZr1Z9CAow==")
    key = base64.urlsafe_b64decode("".join(parts))
    signed, _, signature = said.rpartition(".")
    ours = base64.urlsafe_b64encode(hmac.digest(key, signed.encode(), "sha256")).decode().rstrip("=")
    assert ours == signature
    with pytest.raises(UserTokenError, match="another secret"):
        user_of(said, (SECRET,), NOW)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (token(exp=NOW - 61), "expired"),
        (token(exp=NOW + LONGEST_S + 61), "more than a day"),
        (token(exp=None), "exp"),
        (token(exp=True), "exp"),
        (token(exp="soon"), "exp"),
        (token(exp=float("nan")), "expired"),
        (token(nbf=NOW + 120), "nbf"),
        (token(sub=""), "sub"),
        (token(sub="-"), "sub"),
        (token(sub=7), "sub"),
        (token(sub="a" * 129), "sub"),
        (token(sub="a\nb"), "sub"),
        (token(header={"alg": "none"}), "HS256"),
        (token(header={"alg": "RS256"}), "HS256"),
        (token(header={"alg": "HS256", "crit": ["exp"]}), "HS256"),
        (token(header=["HS256"]), "JSON objects"),
        (token("o" * 32), "another secret"),
        (token().rpartition(".")[0] + ".", "another secret"),
        (token()[:-4] + "AAAA", "another secret"),
        (f"{part({'alg': 'HS256'})}.{part({'sub': 'ann', 'exp': NOW})}", "three parts"),
        ("a.b.c", "user token"),
        ("..", "JSON objects"),
        ("é.é.é", "three parts"),
        ("a" * 5_000 + "..", "three parts"),
        (part([[]] * 1) + "." + "W1tb" * 900 + ".", "JSON objects"),
    ],
)
def test_anything_else_proves_nothing_and_is_not_repeated(said: str, why: str) -> None:
    with pytest.raises(UserTokenError, match=why) as caught:
        user_of(said, (SECRET,), NOW)
    assert said not in str(caught.value)


def test_without_a_secret_nobody_is_known() -> None:
    with pytest.raises(UserTokenError, match="REVIVE_USER_TOKEN_SECRETS"):
        user_of(token(), (), NOW)
