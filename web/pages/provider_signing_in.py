"""Signing in by an identity provider, where one is configured: to it, and back from it."""

import hmac
from datetime import UTC, datetime
from http import HTTPStatus

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from blocks.identity import IdentityProvider, RefusedSignInError
from blocks.records.interface import Records
from schemas.errors import ReviveError, one_line
from schemas.identity import PendingSignIn, name_of_claims
from tasks.access.pending import LASTS, keep_pending, take_pending
from tasks.access.sessions import begin_session
from web.access import Access, address_of, within
from web.pages.answers import HEADERS
from web.pages.serving import failed_answer
from web.pages.signing_in import own_path, sign_in_form, with_session
from web.pages.state import SiteState
from web.pages.visitor import cookie_name, over_tls

_BACK = "/sign-in/provider/back"


async def get_provider(request: Request) -> Response:
    """On to the provider, with what has to come back from it."""
    state: SiteState = request.app.state.site
    try:
        provider, records = _known(request)
        within(state.sign_ins, address_of(request))
        begun = await provider.begin(_back(request))
        pending = PendingSignIn(
            nonce=begun.nonce, verifier=begun.verifier, then=own_path(request.query_params.get("then", "/"))
        )
        await keep_pending(records, begun.state, pending, datetime.now(UTC))
    except (ReviveError, HTTPException) as error:
        return failed_answer(request, error, None)
    response = RedirectResponse(begun.url, HTTPStatus.SEE_OTHER, headers=HEADERS)
    # Lax and not Strict: the provider's page sends them back.
    response.set_cookie(
        _cookie(request), begun.state, max_age=int(LASTS.total_seconds()), path="/sign-in", httponly=True,
        samesite="lax", secure=over_tls(request),
    )  # fmt: skip
    return response


async def get_back(request: Request) -> Response:
    """Back from it: a session for whoever has a role here."""
    state: SiteState = request.app.state.site
    try:
        provider, records = _known(request)
        within(state.sign_ins, address_of(request))
        pending = await _pending(request, records)
        if pending is None:
            return sign_in_form(request, "/", "This sign-in was begun elsewhere, or too long ago. Try again.")
        code = request.query_params.get("code", "")
        if not code:
            return sign_in_form(request, pending.then, "The provider did not let you sign in.")
        try:
            claims = await provider.finish(code, _back(request), pending.nonce, pending.verifier)
        except RefusedSignInError as refused:
            return sign_in_form(request, pending.then, f"You are not signed in: {one_line(refused)}.")
        role = provider.rules.role_of(claims)
        if role is None:
            said = f"You have no role here: nothing in your {provider.rules.claim} is listed. Ask who runs Revive."
            return sign_in_form(request, pending.then, said, HTTPStatus.FORBIDDEN)
        token = await begin_session(records, name_of_claims(claims), role, datetime.now(UTC))
    except (ReviveError, HTTPException) as error:
        return failed_answer(request, error, None)
    response = with_session(request, token, pending.then)
    response.delete_cookie(_cookie(request), path="/sign-in")
    return response


async def _pending(request: Request, records: Records) -> PendingSignIn | None:
    """What this browser began: the state of the address is the cookie's, too, or a stranger's code would sign it in."""
    said, kept = request.query_params.get("state", ""), request.cookies.get(_cookie(request), "")
    if not said or not hmac.compare_digest(said.encode(), kept.encode()):
        return None
    return await take_pending(records, said)


def _known(request: Request) -> tuple[IdentityProvider, Records]:
    state: SiteState = request.app.state.site
    access: Access = request.app.state.access
    if state.provider is None or access.records is None:
        raise HTTPException(HTTPStatus.NOT_FOUND, "no identity provider is configured here")
    return state.provider, access.records


def _back(request: Request) -> str:
    """This server as the browser knows it; the provider goes back to registered addresses only."""
    scheme = "https" if over_tls(request) else request.url.scheme
    return f"{scheme}://{request.headers.get('host', '')}{_BACK}"


def _cookie(request: Request) -> str:
    return f"{cookie_name(request)}_state"


def provider_router() -> APIRouter:
    """Both routes; without a provider they are not found."""
    router = APIRouter()
    router.add_route("/sign-in/provider", get_provider, methods=["GET"], include_in_schema=False)
    router.add_route(_BACK, get_back, methods=["GET"], include_in_schema=False)
    return router
