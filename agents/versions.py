"""Agent versions from `prompts/<agent>/<version>.yaml`, and which of them serves a customer."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from agents import campaign, churn_analysis, judge
from agents.json_schema import inline_schema
from agents.prompt import check_template
from agents.yaml_file import read_yaml
from schemas.agent import AgentVersion, SemanticVersion, Settings
from schemas.churn_analysis import CustomerView
from schemas.errors import BadInputError

PROMPTS = Path(__file__).resolve().parent.parent / "prompts"
AGENTS = {agent.name: agent for agent in (churn_analysis.AGENT, campaign.AGENT, judge.AGENT)}


class _VersionFile(BaseModel):
    model_config = ConfigDict(extra="forbid")

    agent: str
    version: SemanticVersion
    why: str = Field(min_length=10)
    model: str
    settings: Settings
    fields: tuple[str, ...] = ()
    output: str
    system: str
    user: str


class Versions:
    """The versions under one prompts folder. `production.yaml` there names the one in production per agent."""

    def __init__(self, root: Path = PROMPTS) -> None:
        self._root = root
        self._production = _production(root / "production.yaml")

    def choose(self, agent: str, customer_id: str) -> AgentVersion:  # noqa: ARG002 -- shares come with the registry
        """The version that serves this customer if it starts now."""
        if agent not in self._production:
            raise BadInputError(f"{self._root / 'production.yaml'} names no version of {agent}")
        return self.get(agent, self._production[agent])

    def get(self, agent: str, version: str) -> AgentVersion:
        """One version by name; `BadInputError` where its file is missing or wrong."""
        return load_version(self._root, agent, version)


def _production(path: Path) -> dict[str, str]:
    try:
        return TypeAdapter(dict[str, SemanticVersion]).validate_python(read_yaml(path))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{path}: {first['loc'][0]}: is not a version like 1.0.0") from None


@lru_cache(maxsize=256)
def load_version(root: Path, agent: str, version: str) -> AgentVersion:
    """Read and check one version file."""
    path = root / agent / f"{version}.yaml"
    try:
        file = _VersionFile.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise BadInputError(f"{path}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    _check_file(file, path, agent, version)
    definition = AGENTS[agent]
    return AgentVersion(**file.model_dump(), output_schema=inline_schema(definition.output))


def _check_file(file: _VersionFile, path: Path, agent: str, version: str) -> None:
    if (file.agent, file.version) != (agent, version):
        raise BadInputError(f"{path} says it is {file.agent} {file.version}")
    if agent not in AGENTS:
        raise BadInputError(f"{path}: no agent is called {agent}; there are {', '.join(AGENTS)}")
    definition = AGENTS[agent]
    if file.output != definition.output.__name__:
        raise BadInputError(f"{path}: output: {agent} answers {definition.output.__name__}, not {file.output}")
    if ("customer" in definition.inputs.model_fields) != bool(file.fields):
        said = "names no field of the customer" if not file.fields else f"{agent} is given no customer"
        raise BadInputError(f"{path}: fields: {said}")
    views = set(CustomerView.model_fields) - {"context"}
    unknown = [name for name in file.fields if name not in views and not name.startswith("context.")]
    if unknown:
        raise BadInputError(f"{path}: fields: unknown {', '.join(unknown)}; there are {', '.join(sorted(views))}")
    variables = set(definition.inputs.model_fields)
    check_template(file.system, variables, f"{path}: system")
    check_template(file.user, variables, f"{path}: user")
