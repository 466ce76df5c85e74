"""The application: who is let in, how errors are answered, and the routers that the installed systems bring along."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from html import escape
from http import HTTPStatus
from importlib.metadata import entry_points

from fastapi import FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, JSONResponse, Response

from blocks.settings import read_door_rules
from blocks.source import MAX_BYTES
from schemas.errors import ReviveError
from tasks.access.keys import open_keys
from tasks.bulk.place import open_place
from tasks.bulk.starting import Children
from web.access import Access, RateLimit
from web.pages.site import add_pages
from web.problems import install, problem
from web.requests import Bounded, Identified
from web.unsubscribing import router as unsubscribing
from web.watch import router as watch_router

GROUP = "revive.routers"


def create_app(environment: str, *, open_to_loopback: bool) -> FastAPI:
    """The HTTP door of an environment; `open_to_loopback` lets this machine in without a key."""
    rules = read_door_rules()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            place = await open_place(environment)
            has_records = place.environment.records_url is not None
            records = await stack.enter_async_context(open_keys(place.environment)) if has_records else None
            app.state.place = place
            app.state.rules = rules
            app.state.access = Access(records, open_to_loopback, RateLimit())
            app.state.children = Children(place.settings.home / "logs" / "serve")
            stack.push_async_callback(app.state.children.stop)
            yield

    # FastAPI's own pages load scripts from a CDN; ours loads nothing.
    app = FastAPI(title="Revive", lifespan=lifespan, docs_url=None, redoc_url=None)
    install(app)
    for point in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        app.include_router(point.load())
    app.include_router(watch_router)
    app.include_router(unsubscribing)
    _add_own_routes(app)
    add_pages(app, rules.identity)
    app.add_middleware(Bounded, most=MAX_BYTES + (1 << 20))
    app.add_middleware(Identified)
    if rules.origins:
        # Outermost, so that pages can read refusals as well. No cookies: who asks is in the request's headers.
        methods, headers = ("GET", "POST", "DELETE"), ("Authorization", "Content-Type")
        app.add_middleware(
            CORSMiddleware,
            allow_origins=rules.origins,
            allow_methods=methods,
            allow_headers=headers,
            expose_headers=("Retry-After", "X-Request-ID"),
        )
    return app


def _add_own_routes(app: FastAPI) -> None:
    @app.get("/health", tags=["service"])
    async def health() -> dict[str, str]:
        """Whether this process answers."""
        return {"status": "ok"}

    @app.get("/ready", tags=["service"])
    async def ready(request: Request) -> Response:
        """Whether the artifact store can be reached."""
        try:
            await request.app.state.place.store.exists("sender.yaml")
        except ReviveError as error:
            return problem(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        return JSONResponse({"status": "ready"})

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> HTMLResponse:
        """Every route, from the OpenAPI description."""
        return HTMLResponse(_page(request.app.openapi()))


def _page(description: dict[str, object]) -> str:
    rows = []
    paths = description["paths"]
    assert isinstance(paths, dict)
    for path, methods in paths.items():
        for method, said in methods.items():
            asked = ", ".join(one["name"] for one in said.get("parameters", ()))
            cells = (method.upper(), path, asked, said.get("description", ""))
            rows.append("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>")
    style = "body{font:16px system-ui;margin:2rem;max-width:60rem}td,th{padding:.3rem .8rem;text-align:left}"
    return (
        f"<!DOCTYPE html><html lang='en'><title>Revive: HTTP</title><style>{style}</style><h1>Revive</h1>"
        "<p>Errors are problem+json. The description for programs: <a href='/openapi.json'>openapi.json</a>.</p>"
        f"<table><tr><th>Method<th>Path<th>Query<th>What it does</tr>{''.join(rows)}</table>"
    )
