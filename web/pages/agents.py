"""Agents: which versions there are, whom they serve, how they perform, and a person's decisions about releases."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from pydantic import BaseModel, Field

from schemas.catalogue import AgentShown, Listed, VersionDiff, VersionShown
from schemas.errors import BadInputError
from schemas.home import Waiting
from schemas.registry import Event, ReleaseState
from schemas.release import ReleaseShown
from tasks import catalogue
from tasks.bulk.place import Place
from tasks.registry.register import known_agent, known_version, open_agents
from tasks.release import moves, vouching
from tasks.release.release_desk import ReleaseDesk, open_desk
from tasks.release.release_list import list_releases
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.section import Section
from web.problems import NotFoundError

_HISTORY = 50
_Move = Callable[[ReleaseDesk], Awaitable[ReleaseState]]


async def _waits(place: Place) -> Sequence[Waiting]:
    """Releases that wait for approval."""
    async with open_agents(place.environment.name) as records:
        states = await records.registry.release_states()
    return [
        Waiting(what=f"{one.agent} {one.candidate}: its release waits for approval", path=f"/agents/{one.agent}")
        for one in states
        if one.stage == "approval"
    ]


AGENTS = Section("Agents", "agents", Path(__file__).with_name("templates"), order=70, waits=_waits)


class AgentList(BaseModel):
    """Every version of every agent."""

    versions: list[Listed]


class AgentPage(BaseModel):
    """One agent with its release and its history."""

    agent: AgentShown
    release: ReleaseShown | None
    history: list[Event]


class DiffPage(BaseModel):
    """Two versions of one agent; `diff` is None until two are chosen."""

    agent: str
    versions: list[str]
    diff: VersionDiff | None


@AGENTS.page("/agents")
async def agents(asked: Asked) -> Page:
    """Who serves whom."""
    async with open_agents(asked.environment) as records:
        return Page("Agents", "agents.html.jinja", AgentList(versions=await catalogue.list_versions(records)))


@AGENTS.page("/agents/{agent}")
async def agent(asked: Asked) -> Page:
    """One agent."""
    name = _agent(asked)
    async with open_desk(asked.environment, asked.who.name) as releasing:
        shown = await catalogue.agent_view(releasing.records, name)
        releases = await list_releases(releasing.desk, name)
        history = await releasing.records.registry.history(name, _HISTORY)
    data = AgentPage(agent=shown, release=releases[0] if releases else None, history=history)
    return Page(f"{name}: versions and releases", "agent.html.jinja", data)


@AGENTS.page("/agents/{agent}/versions/{version}")
async def version(asked: Asked) -> Page:
    """One version with its content and its evaluation."""
    name, number = _agent(asked), known_version(asked.part("version"))
    async with open_agents(asked.environment) as records:
        found: VersionShown = await catalogue.version_view(records, name, number)
    return Page(f"{name} {number}", "version.html.jinja", found)


class _Two(BaseModel):
    before: str = Field(default="", max_length=40)
    after: str = Field(default="", max_length=40)


@AGENTS.page("/agents/{agent}/diff")
async def diff(asked: Asked) -> Page:
    """What changed from one version to another."""
    name, two = _agent(asked), asked.words(_Two)
    async with open_agents(asked.environment) as records:
        versions = [one.version for one in (await catalogue.agent_view(records, name)).versions]
        found = None
        if two.before and two.after:
            pair = (name, known_version(two.before)), (name, known_version(two.after))
            found = await catalogue.version_diff(records, *pair)
    title = f"{name}: {two.before} to {two.after}" if found else f"{name}: compare two versions"
    return Page(title, "diff.html.jinja", DiffPage(agent=name, versions=versions, diff=found))


class _Decision(BaseModel):
    release: str = Field(default="", max_length=200)
    comment: str = Field(default="", max_length=500)
    to: str = Field(default="", max_length=40)


@AGENTS.change("/agents/{agent}/approve", "approve a release", role="approver")
async def post_approve(asked: Asked) -> Done:
    """Let a release get its first customers."""
    said = asked.said(_Decision)
    return await _moved(asked, lambda desk: moves.approve(desk, said.release, said.comment))


@AGENTS.change("/agents/{agent}/vouch", "vouch for a release", role="approver")
async def post_vouch(asked: Asked) -> Done:
    """Say that the candidate's answers were read, and are good."""
    said = asked.said(_Decision)
    return await _moved(asked, lambda desk: vouching.vouch(desk, said.release, said.comment))


@AGENTS.change("/agents/{agent}/reject", "reject a release", role="approver")
async def post_reject(asked: Asked) -> Done:
    """End a release; production stays."""
    said = asked.said(_Decision)
    return await _moved(asked, lambda desk: moves.reject(desk, said.release, said.comment))


@AGENTS.change("/agents/{agent}/promote", "promote a candidate", role="admin")
async def post_promote(asked: Asked) -> Done:
    """Give the candidate to everybody now."""
    said, name = asked.said(_Decision), _agent(asked)
    return await _moved(asked, lambda desk: moves.promote(desk, name, said.comment))


@AGENTS.change("/agents/{agent}/rollback", "roll back", role="approver")
async def post_rollback(asked: Asked) -> Done:
    """Take the candidate away or, without one, put an earlier version into production."""
    said, name = asked.said(_Decision), _agent(asked)
    to = known_version(said.to) if said.to else None
    return await _moved(asked, lambda desk: moves.roll_back(desk, name, to, said.comment))


async def _moved(asked: Asked, move: _Move) -> Done:
    """Make a move with the person's name. It only moves a pointer; every running flow follows within a minute."""
    name = _agent(asked)
    if not str(asked.form.get("comment", "")).strip():
        raise BadInputError("say why, for those who read the history")
    async with open_desk(asked.environment, asked.who.name) as releasing:
        state = await move(releasing.desk)
    candidate = f", {state.candidate} serves {state.share}%" if state.candidate else ""
    return Done(f"{name}: {state.production} is in production{candidate}.", f"/agents/{name}")


def _agent(asked: Asked) -> str:
    name = asked.part("agent")
    try:
        known_agent(name)
    except BadInputError as error:
        raise NotFoundError(str(error)) from None
    return name
