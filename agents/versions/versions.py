"""Agent versions from `prompts/<system>/<agent>/<version>.yaml`, and which of them serves a subject."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from agents.core.kit import PROMPTS, folder_of, kits
from agents.core.output_schema import output_schema, pin_schema
from agents.core.prompt_trial import try_prompts
from agents.core.yaml_file import read_yaml
from agents.versions.serving import Serving
from schemas.agent import AgentVersion, SamplingSettings, SemanticVersion
from schemas.errors import BadInputError, shown
from schemas.registry import ReleaseState

_VERSION = re.compile(r"\d+\.\d+\.\d+")
_MODEL = re.compile(r"offline|(bedrock|openai):[!-~][ -~]{0,255}")
_FieldName = Annotated[str, StringConstraints(max_length=200)]


class _VersionFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    agent: str  # must be the folder's name
    version: SemanticVersion  # must be the file's name
    why: str = Field(min_length=10, max_length=1000)  # why this version exists, in a sentence
    model: str  # that answers, unless the environment names another
    settings: SamplingSettings  # temperature and maximum length
    fields: tuple[_FieldName, ...] = Field(default=(), max_length=500)  # of a subject that the prompt may see
    output: str  # name of the output schema, pinned beside the file
    system: str  # template of the system prompt
    user: str  # template of the question


class Versions:
    """The versions under one prompts folder, those loaded from elsewhere, and which of them serves a subject.

    Until `follow` is told otherwise, `production.yaml` in the folder names the version in production per agent.
    """

    def __init__(self, root: Path = PROMPTS) -> None:
        self._root = root
        self._production = _production(root / "production.yaml")
        self._loaded: dict[tuple[str, str], AgentVersion] = {}
        self._serving: dict[str, Serving] = {}
        self._followed: frozenset[str] = frozenset()

    def choose(self, agent: str, customer_id: str) -> AgentVersion:
        """The version that serves this subject if it starts now."""
        return self.serving(agent).choose(customer_id)

    def serving(self, agent: str) -> Serving:
        """What serves the subjects of an agent now."""
        if agent not in self._serving:
            self._serving[agent] = Serving(self.get(agent, self.seed(agent)))
        return self._serving[agent]

    def follow(self, states: Iterable[ReleaseState]) -> None:
        """Serve as these release states say from now on, or change nothing if one of them cannot be followed.

        Agents without a release state keep serving what production.yaml says.

        Raises `BadInputError` if a version is neither among the files nor added.
        """
        serving = {state.agent: self._as_said(state) for state in states if state.agent in kits()}
        self._serving, self._followed = serving, frozenset(serving)

    def withdrawn(self, agent: str, version: str) -> bool:
        """Whether a version that was chosen once serves nobody now: rolled back, or replaced."""
        serving = self.serving(agent)
        named = {serving.production.version, serving.candidate and serving.candidate.version}
        return agent in self._followed and version not in named

    def get(self, agent: str, version: str) -> AgentVersion:
        """One version by name; `BadInputError` if its file is missing or wrong."""
        loaded = self._loaded.get((agent, version))
        return loaded or load_version(self._root, agent, version)

    def add(self, version: AgentVersion) -> None:
        """Add a version that is not among the project's files."""
        self._loaded[version.agent, version.version] = version

    def seed(self, agent: str) -> str:
        """The version that `production.yaml` names."""
        if agent not in self._production:
            self._production |= self._beside(agent)
        if agent not in self._production:
            raise BadInputError(f"{self._root / 'production.yaml'} names no version of {agent}")
        return self._production[agent]

    def _beside(self, agent: str) -> dict[str, str]:
        """Production versions of systems whose prompts are in other packages, from the production.yaml there."""
        path = (self._root / folder_of(agent)).parent / "production.yaml"
        return _production(path) if not path.is_relative_to(self._root) and path.exists() else {}

    def has_file(self, agent: str, version: str) -> bool:
        """Whether a version is among the project's files."""
        return version in self.files(agent)

    def pin(self, agent: str, version: str) -> None:
        """Pin the output schema of a project's version beside its file, so that changing its class leaves it alone."""
        pin_schema(self.get(agent, version).output_schema, self._root / folder_of(agent) / f"{version}.yaml")

    def files(self, agent: str) -> list[str]:
        """The versions of an agent among the project's files, lowest first."""
        names = [path.stem for path in (self._root / folder_of(agent)).glob("*.yaml") if _VERSION.fullmatch(path.stem)]
        return sorted(names, key=lambda name: [int(part) for part in name.split(".")])

    def _as_said(self, state: ReleaseState) -> Serving:
        candidate = self.get(state.agent, state.candidate) if state.candidate else None
        return Serving(self.get(state.agent, state.production), candidate, state.release_id, state.share)


def _production(path: Path) -> dict[str, str]:
    try:
        return TypeAdapter(dict[str, SemanticVersion]).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{path}: {first['loc'][0]}: is not a version like 1.0.0") from None


@lru_cache(maxsize=256)
def load_version(root: Path, agent: str, version: str) -> AgentVersion:
    """Read and check one version file."""
    path = root / folder_of(agent) / f"{version}.yaml"
    try:
        file = _VersionFile.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    _check_file(file, path, agent, version)
    output = kits()[agent].agent.output
    return AgentVersion(**file.model_dump(), output_schema=output_schema(output, path))


def _check_file(file: _VersionFile, path: Path, agent: str, version: str) -> None:
    if (file.agent, file.version) != (agent, version):
        raise BadInputError(f"{path} says it is {file.agent} {file.version}")
    if agent not in kits():
        raise BadInputError(f"{path}: no agent is called {agent}; there are {', '.join(kits())}")
    if not _MODEL.fullmatch(file.model):
        raise BadInputError(
            f"{path}: model: unknown model {shown(file.model)}; use offline, bedrock:<model id> or openai:<model>"
        )
    kit = kits()[agent]
    if file.output != kit.agent.output.__name__:
        raise BadInputError(f"{path}: output: {agent} answers {kit.agent.output.__name__}, not {file.output}")
    if bool(kit.fields) != bool(file.fields):
        said = "names no field of the customer" if not file.fields else f"{agent} is given no customer"
        raise BadInputError(f"{path}: fields: {said}")
    unknown = [name for name in file.fields if name not in kit.fields and not name.startswith("context.")]
    if unknown:
        raise BadInputError(f"{path}: fields: unknown {', '.join(unknown)}; there are {', '.join(sorted(kit.fields))}")
    try_prompts(kit, file.fields, {"system": file.system, "user": file.user}, str(path))
