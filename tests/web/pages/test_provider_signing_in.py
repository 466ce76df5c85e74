"""Signing in by an identity provider, against one on loopback that may lie."""

import time
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest
from fakes.door import door
from fakes.identity_provider import CLIENT, WORD, FakeProvider, identity_provider
from joserfc.jwk import ECKey, OctKey

from blocks.identity import IdentityProvider, RefusedSignInError
from blocks.settings import read_door_rules
from schemas.errors import BadInputError
from schemas.identity import IdentityRules, name_of_claims

HTML = {"accept": "text/html"}
ELSEWHERE = "203.0.113.7"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeProvider]:
    with identity_provider() as fake:
        monkeypatch.setenv("REVIVE_OIDC_ISSUER", fake.issuer)
        monkeypatch.setenv("REVIVE_OIDC_CLIENT_ID", CLIENT)
        monkeypatch.setenv("REVIVE_OIDC_CLIENT_SECRET", WORD)
        monkeypatch.setenv("REVIVE_OIDC_ROLES", "revive-team=editor, revive-admins=admin")
        yield fake


async def begin(http: httpx.AsyncClient, then: str = "/settings") -> httpx.Response:
    sent = await http.get("/sign-in/provider", params={"then": then}, headers=HTML)
    assert sent.status_code == 303
    cookie = sent.headers["set-cookie"]
    assert all(said in cookie for said in ("HttpOnly", "SameSite=lax", "Path=/sign-in"))
    return sent


async def come_back(http: httpx.AsyncClient, provider: FakeProvider, **changed: str) -> httpx.Response:
    sent = await begin(http)
    query = provider.log_in(sent.headers["location"]) | changed
    return await http.get("/sign-in/provider/back", params=query, headers=HTML)


async def test_somebody_with_a_role_signs_in_and_is_named(provider: FakeProvider) -> None:
    async with door(open_to_loopback=False) as http:
        form = await http.get("/sign-in?then=/audit", headers=HTML)
        assert 'href="/sign-in/provider?then=/audit"' in form.text
        back = await come_back(http, provider)
        assert (back.status_code, back.headers["location"]) == (303, "/settings")
        page = await http.get("/settings", headers=HTML)
        assert "ann@acme.example" in page.text
        assert ", editor" in page.text
        assert (await http.get("/audit", headers=HTML)).status_code == 403
        await http.post("/sign-out", headers={"sec-fetch-site": "same-origin", **HTML})
        assert (await http.get("/settings", headers=HTML)).headers["location"].startswith("/sign-in")
    assert provider.discoveries == 1


LIES: list[dict[str, Any]] = [
    {"aud": "somebody-else"},
    {"aud": [CLIENT, "other"], "azp": "other"},
    {"aud": None},
    {"iss": "https://evil.example"},
    {"exp": int(time.time()) - 3_600},
    {"exp": None},
    {"iat": None},
    {"nbf": int(time.time()) + 3_600},
    {"nonce": "another"},
    {"nonce": None},
    {"sub": None},
    {"at_hash": "wrong"},
]


async def finished(provider: FakeProvider) -> Mapping[str, Any]:
    rules = IdentityRules(issuer=provider.issuer, client_id=CLIENT, client_secret=WORD, roles={})
    known, back = IdentityProvider(rules), "https://revive.example/sign-in/provider/back"
    begun = await known.begin(back)
    code = provider.log_in(begun.url)["code"]
    return await known.finish(code, back, begun.nonce, begun.verifier)


@pytest.mark.parametrize("claims", LIES, ids=" ".join)
async def test_a_token_that_is_not_right_proves_nothing(provider: FakeProvider, claims: dict[str, Any]) -> None:
    provider.claims = claims
    with pytest.raises(RefusedSignInError):
        await finished(provider)


async def test_signatures_of_others_do_not_count(provider: FakeProvider) -> None:
    assert (await finished(provider))["sub"] == "user-1"
    provider.published = ECKey.generate_key("P-256", {"kid": "one"})
    with pytest.raises(RefusedSignInError):
        await finished(provider)
    provider.alg, provider.key = "HS256", OctKey.import_key(WORD * 2, {"kid": "one"})
    with pytest.raises(RefusedSignInError):
        await finished(provider)


async def test_a_token_that_is_not_right_or_has_no_role_signs_nobody_in(provider: FakeProvider) -> None:
    async with door(open_to_loopback=False) as http:
        for claims, status in (({"nonce": "another"}, 401), ({"groups": ["staff"]}, 403)):
            provider.claims = claims
            assert (await come_back(http, provider)).status_code == status
            assert (await http.get("/settings", headers=HTML)).status_code == 303


async def test_new_keys_of_the_provider_are_fetched(provider: FakeProvider) -> None:
    async with door(open_to_loopback=False) as http:
        assert (await come_back(http, provider)).status_code == 303
        provider.key = ECKey.generate_key("P-256", {"kid": "two"})
        assert (await come_back(http, provider)).status_code == 303


async def test_a_code_counts_once_and_only_in_the_browser_that_began(provider: FakeProvider) -> None:
    async with door(open_to_loopback=False) as http:
        sent = await begin(http)
        query = provider.log_in(sent.headers["location"])
        cookie = sent.headers["set-cookie"].partition(";")[0]
        http.cookies.clear()
        stranger = await http.get("/sign-in/provider/back", params=query, headers=HTML)
        wrong = {"cookie": cookie, **HTML}
        other = await http.get("/sign-in/provider/back", params=query | {"state": "x"}, headers=wrong)
        right = await http.get("/sign-in/provider/back", params=query, headers=wrong)
        again = await http.get("/sign-in/provider/back", params=query, headers=wrong)
        assert [one.status_code for one in (stranger, other, right, again)] == [401, 401, 303, 401]
        assert (await come_back(http, provider, code="")).status_code == 401
        assert (await come_back(http, provider, code="guessed")).status_code == 401
    assert len(provider.redeemed) == 1


async def test_afterwards_nobody_is_led_elsewhere(provider: FakeProvider) -> None:
    async with door(open_to_loopback=False) as http:
        sent = await begin(http, "https://evil.example/")
        back = await http.get("/sign-in/provider/back", params=provider.log_in(sent.headers["location"]), headers=HTML)
        assert back.headers["location"] == "/"


async def test_a_provider_that_is_away_or_another_is_said_to_be_so(
    provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with door(open_to_loopback=False) as http:
        for said in ({"issuer": "https://evil.example"}, {"token_endpoint": None}, {"jwks_uri": "ftp://x"}):
            provider.said = said
            answer = await http.get("/sign-in/provider", headers=HTML)
            assert answer.status_code == 502
    monkeypatch.setenv("REVIVE_OIDC_ISSUER", "http://127.0.0.1:9")
    async with door(open_to_loopback=False) as http:
        away = await http.get("/sign-in/provider", headers=HTML)
        assert (away.status_code, "does not answer as it should" in away.text) == (502, True)
        assert WORD not in away.text


async def test_without_a_provider_there_is_no_such_page() -> None:
    async with door(open_to_loopback=False) as http:
        assert "/sign-in/provider" not in (await http.get("/sign-in", headers=HTML)).text
        assert (await http.get("/sign-in/provider", headers=HTML)).status_code == 404
        assert (await http.get("/sign-in/provider/back?state=x&code=y", headers=HTML)).status_code == 404


def test_roles_and_names_come_from_claims() -> None:
    rules = IdentityRules(issuer="https://x", client_id="c", roles={"a": "viewer", "b": "approver"})
    assert rules.role_of({"groups": ["a", "b", 3]}) == "approver"
    assert rules.role_of({"groups": "a"}) == "viewer"
    assert [rules.role_of(one) for one in ({"groups": 3}, {}, {"groups": {"a": True}}, {"groups": ["c"]})] == [None] * 4
    assert name_of_claims({"sub": "s", "email": "a@x", "email_verified": True}).startswith("a@x ")
    assert name_of_claims({"sub": "s", "email": "a@x"}).startswith("s ")
    assert "\x1b" not in name_of_claims({"sub": "\x1b[31m" + "x" * 400})
    assert len(name_of_claims({"sub": "x" * 400})) < 100


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"REVIVE_OIDC_ISSUER": "http://idp.example"}, "give the provider's https address"),
        ({"REVIVE_OIDC_CLIENT_ID": ""}, "REVIVE_OIDC_CLIENT_ID: name the client"),
        ({"REVIVE_OIDC_ROLES": ""}, "REVIVE_OIDC_ROLES: say who may do what"),
        ({"REVIVE_OIDC_ROLES": "a=owner"}, "role one of viewer, editor, approver, admin"),
        ({"REVIVE_OIDC_ROLES": "=admin"}, "give value=role"),
    ],
)
def test_settings_that_cannot_be_used_are_refused(changed: dict[str, str], said: str) -> None:
    right = {"REVIVE_OIDC_ISSUER": "https://idp.example", "REVIVE_OIDC_CLIENT_ID": "c", "REVIVE_OIDC_ROLES": "a=admin"}
    found = read_door_rules(right).identity
    assert found is not None
    assert found.roles == {"a": "admin"}
    with pytest.raises(BadInputError, match=said):
        read_door_rules(right | changed)
