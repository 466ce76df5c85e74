"""All pages of an application: the foundation's own, and a section of each system that is installed."""

from importlib.metadata import entry_points

from fastapi import FastAPI

from blocks.identity import IdentityProvider
from schemas.identity import IdentityRules
from web.pages.agents import AGENTS
from web.pages.audit import AUDIT
from web.pages.home import HOME
from web.pages.provider_signing_in import provider_router
from web.pages.render import templates_of
from web.pages.section import Section
from web.pages.serving import router_of
from web.pages.settings import SETTINGS
from web.pages.signing_in import sign_in_router
from web.pages.state import SiteState
from web.pages.static import get_static
from web.pages.watch import WATCH

GROUP = "revive.pages"
_OWN = (HOME, AGENTS, WATCH, SETTINGS, AUDIT)


def add_pages(app: FastAPI, identity: IdentityRules | None = None) -> None:
    """Give the application its pages; `identity`: who says who people are, beside keys."""
    found: list[Section] = [point.load() for point in entry_points(group=GROUP)]
    sections = tuple(sorted((*_OWN, *found), key=lambda section: (section.order, section.name)))
    app.state.site = SiteState(sections, None if identity is None else IdentityProvider(identity))
    app.state.templates = templates_of(sections)
    app.router.add_route("/static/{name:path}", get_static, methods=["GET"], include_in_schema=False)
    app.include_router(sign_in_router())
    app.include_router(provider_router())
    for section in sections:
        app.include_router(router_of(section))
