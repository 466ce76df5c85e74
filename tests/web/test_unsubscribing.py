"""One click, no login (RFC 8058): a POST counts, a GET does not, and nobody else's link can be made."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fakes.door import door

from blocks.address_hash import open_address_hash
from tasks.bulk.place import open_place
from tasks.outreach.one_click import entry_of, headers_for, link_for, token_for
from tasks.outreach.standing import read_standing

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """A mail program, far away, without a key."""
    async with door(open_to_loopback=False, client="203.0.113.7") as client:
        yield client


async def token(address: str = "ann@acme.example") -> str:
    return token_for(await open_address_hash((await open_place("local")).store), address)


async def listed(address: str) -> bool:
    store = (await open_place("local")).store
    hashes = await open_address_hash(store)
    return hashes.of(address) in await read_standing(store, hashes)


async def test_a_scanner_that_follows_links_unsubscribes_nobody(http: httpx.AsyncClient) -> None:
    shown = await http.get(f"/unsubscribe/{await token()}")
    assert (shown.status_code, "<button" in shown.text) == (200, True)
    assert "form-action 'self'" in shown.headers["content-security-policy"]
    assert (await http.head(f"/unsubscribe/{await token()}")).status_code in (200, 405)
    assert not await listed("ann@acme.example")


async def test_one_click_is_enough_and_a_second_is_harmless(http: httpx.AsyncClient) -> None:
    # As RFC 8058 has it: another site's program, a form's body, no cookie; and no redirect in the answer.
    headers = {"origin": "https://mail.example", "sec-fetch-site": "cross-site"}
    for _ in range(2):
        done = await http.post(f"/unsubscribe/{await token()}", data=ONE_CLICK, headers=headers)
        assert (done.status_code, "set-cookie" in done.headers) == (200, False)
    assert await listed("Ann@ACME.example")
    assert not await listed("bob@acme.example")


async def test_a_body_as_multipart_or_none_is_taken_too(http: httpx.AsyncClient) -> None:
    await http.post(f"/unsubscribe/{await token('b@b.example')}", files={"List-Unsubscribe": (None, "One-Click")})
    await http.post(f"/unsubscribe/{await token('c@c.example')}")
    assert [await listed(one) for one in ("b@b.example", "c@c.example")] == [True, True]


@pytest.mark.parametrize("change", ["", "x", "A" * 64, "A" * 5_000, "%00", "é"])
async def test_a_link_that_is_not_ours_does_nothing(http: httpx.AsyncClient, change: str) -> None:
    for answer in (await http.get(f"/unsubscribe/{change}"), await http.post(f"/unsubscribe/{change}", data=ONE_CLICK)):
        assert answer.status_code in (404, 405)
    assert not await listed("ann@acme.example")


async def test_no_byte_of_a_token_may_change() -> None:
    hashes = await open_address_hash((await open_place("local")).store)
    whole = token_for(hashes, "ann@acme.example")
    assert entry_of(hashes, whole) == hashes.of("ann@acme.example")
    for place in range(0, len(whole), 7):
        altered = whole[:place] + ("A" if whole[place] != "A" else "B") + whole[place + 1 :]
        with pytest.raises(Exception, match="not one of ours"):
            entry_of(hashes, altered)
    assert "acme" not in whole


async def test_the_link_of_a_profile_is_each_recipients_own() -> None:
    hashes = await open_address_hash((await open_place("local")).store)
    link = link_for(hashes, "https://revive.example/unsubscribe/{token}", "ann@acme.example")
    assert link == f"https://revive.example/unsubscribe/{token_for(hashes, 'ann@acme.example')}"
    assert link_for(hashes, "https://brightside.example/stop", "ann@acme.example") == "https://brightside.example/stop"
    assert headers_for(link) == {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


async def test_a_stranger_who_asks_too_often_waits(http: httpx.AsyncClient) -> None:
    codes = {(await http.get("/unsubscribe/x")).status_code for _ in range(60)}
    assert codes == {404, 429}
