"""Views of agent versions: lists, one agent, one version, two compared."""

from collections.abc import Sequence

from agents.core.kit import kits
from agents.versions.diff import changes, prompt_diffs
from schemas.catalogue import AgentShown, Listed, Performance, VersionDiff, VersionShown
from schemas.errors import BadInputError, ReviveError
from schemas.registry import EVERYBODY, Observation, ReleaseState, VersionRecord, total
from tasks.bulk.observe import split_of
from tasks.registry.register import OpenRegistry, known_version


async def list_versions(records: OpenRegistry) -> list[Listed]:
    """Every version of every agent, from the project and the registry."""
    states = {state.agent: state for state in await records.registry.release_states()}
    return [one for agent in kits() for one in await _listed(records, agent, states.get(agent))]


async def agent_view(records: OpenRegistry, agent: str) -> AgentShown:
    """One agent, with the performance of the versions that serve somebody."""
    state = await records.registry.release_state(agent)
    versions = await _listed(records, agent, state)
    serving = [one.version for one in versions if one.percent or (state and one.version == state.candidate)]
    observed = {version: await records.registry.observations(agent, version) for version in serving}
    in_release: dict[str, list[Observation]] = {}
    if state is not None and state.candidate is not None:
        for version, every in observed.items():
            in_release[version] = [one for one in every if one.release_id == state.release_id]
    warning = split_of(in_release, state.candidate).warning(agent) if state and state.candidate else None
    return AgentShown(
        agent=agent,
        registry=records.registry.url,
        release=state,
        production_yaml=records.versions.seed(agent),
        versions=versions,
        live={version: _performance(every) for version, every in observed.items()},
        in_release={version: _performance(every) for version, every in in_release.items()},
        warnings=[warning] if warning else [],
    )


async def version_view(records: OpenRegistry, agent: str, version: str) -> VersionShown:
    """One version with its content, its evaluation and what was observed of it."""
    record = await records.registry.version(agent, version)
    if record is None and not records.versions.has_file(agent, version):
        raise await _unknown(records, agent, version)
    state = await records.registry.release_state(agent)
    listed = next(one for one in await _listed(records, agent, state) if one.version == version)
    return VersionShown(
        **listed.model_dump(),
        evaluation=record.evaluation if record else None,
        live=_performance(await records.registry.observations(agent, version)),
        content=await records.content(agent, version),
    )


async def version_diff(records: OpenRegistry, before: tuple[str, str], after: tuple[str, str]) -> VersionDiff:
    """What changed from one version of an agent to another."""
    if before[0] != after[0]:
        raise BadInputError(f"two versions of one agent can be compared, not {before[0]} with {after[0]}")
    for agent, version in (before, after):
        if not records.versions.has_file(agent, version) and await records.registry.version(agent, version) is None:
            raise await _unknown(records, agent, version)
    old, new = await records.content(*before), await records.content(*after)
    return VersionDiff(
        before="@".join(before),
        after="@".join(after),
        why=new.why,
        changes={change.path: {"before": change.before, "after": change.after} for change in changes(old, new)},
        prompts=prompt_diffs(old, new),
    )


async def _listed(records: OpenRegistry, agent: str, state: ReleaseState | None) -> list[Listed]:
    registered = {record.version: record for record in await records.registry.versions(agent)}
    names = _names(records, agent, registered)
    return [_one(records, agent, version, registered.get(version), state) for version in names]


def _names(records: OpenRegistry, agent: str, registered: dict[str, VersionRecord]) -> list[str]:
    names = {*registered, *records.versions.files(agent)}
    return sorted(names, key=lambda name: [int(part) for part in name.split(".")])


def _one(
    records: OpenRegistry, agent: str, version: str, record: VersionRecord | None, state: ReleaseState | None
) -> Listed:
    in_project, problem = records.versions.has_file(agent, version), ""
    try:
        file = records.versions.get(agent, version) if in_project else None
    except BadInputError as error:  # shown with the others
        file, problem = None, str(error)
    if record is None and not problem:
        problem = _no_version(version)
    said = record or file
    production = state.production if state else records.versions.seed(agent)
    status = record.status if record else "production" if version == production else "unregistered"
    known = record.model_dump(include={"created_at", "created_by", "changed_at", "changed_by"}) if record else {}
    return Listed(
        agent=agent,
        version=version,
        status=status,
        percent=_percent(version, production, state),
        model=said.model if said else "",
        why=said.why if said else "",
        content_hash=said.content_hash if said else "",
        registered=record is not None,
        in_project=in_project,
        file_changed=record is not None and file is not None and record.content_hash != file.content_hash,
        problem=problem,
        **known,
    )


def _no_version(version: str) -> str:
    """What is wrong with a file name that is not a version."""
    try:
        known_version(version)
    except BadInputError as error:
        return str(error)
    return ""


def _percent(version: str, production: str, state: ReleaseState | None) -> int:
    share = state.share if state and state.candidate else 0
    if version == production:
        return EVERYBODY - share
    return share if state and version == state.candidate else 0


def _performance(observed: Sequence[Observation]) -> Performance:
    return Performance.of(total(observed), len({one.upload_id for one in observed}))


async def _unknown(records: OpenRegistry, agent: str, version: str) -> ReviveError:
    registered = {record.version: record for record in await records.registry.versions(agent)}
    return BadInputError(f"there is no {agent} {version}; there are {', '.join(_names(records, agent, registered))}")
