"""YAML from outside: version files, cases, policies, sender profiles, mappings. The only place that parses it."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml.composer import Composer

from agents.core.small_file import read_small
from schemas.errors import BadInputError, one_line

Model = TypeVar("Model", bound=BaseModel)
MAX_BYTES = 5 << 20
MAX_DEPTH = 40
MAX_NODES = 500_000
_LONGEST_NUMBER = 100
_CONTROL = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160)))) - {"\x85"}


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a file; `BadInputError` if there is none."""
    content = read_small(path, MAX_BYTES)
    found = parse_yaml(content, str(path))
    if not isinstance(found, dict):
        raise BadInputError(f"{path}: holds no mapping")
    return found


def parse_yaml(content: bytes, where: str) -> Any:
    """The plain data in YAML of at most 5 MB in UTF-8. Raises `BadInputError` in one line; `where` begins it."""
    if len(content) > MAX_BYTES:
        raise BadInputError(f"{where}: is larger than {MAX_BYTES >> 20} MB")
    try:
        return yaml.load(content.decode("utf-8-sig"), _Loader)  # noqa: S506 -- a SafeLoader with less in it
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f" (line {mark.line + 1})" if mark else ""
        raise BadInputError(f"{where}: is not YAML: {one_line(error.problem or error.context)}{line}") from None
    except (yaml.YAMLError, ValueError, OverflowError, TypeError, AttributeError) as error:
        # The library does not catch numbers of 5,000 digits, the 99th of a month or `0x_`.
        raise BadInputError(f"{where}: is not YAML in UTF-8: {one_line(error)[:200]}") from None


def model_in(content: bytes, where: str, kind: type[Model]) -> Model:
    """A document of known fields, such as a profile. Raises `BadInputError` that names the field at fault."""
    found = parse_yaml(content, where)
    if not isinstance(found, dict):
        raise BadInputError(f"{where} holds no mapping; known fields: {', '.join(kind.model_fields)}")
    unknown = sorted(str(name)[:40] for name in found if name not in kind.model_fields)
    if unknown:
        raise BadInputError(f"{where}: unknown field {unknown[0]!r}; known: {', '.join(kind.model_fields)}")
    given = {name: value for name, value in found.items() if value is not None}
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "the document"
        raise BadInputError(f"{where}: {field}: {first['msg'].removeprefix('Value error, ')}") from None


class _Loader(Composer, yaml.CSafeLoader):
    """A loader with bounds: on depth and size with every alias expanded, and no key may occur twice.

    libyaml reads the text, in a fifth of the time; `Composer` comes first, so that nodes are composed within bounds.

    Nine lines of aliases can expand to a billion words, an alias inside the node that it names never ends, and 100,000
    brackets overflow the stack of the code that walks the result.
    """

    def __init__(self, stream: str) -> None:
        yaml.CSafeLoader.__init__(self, stream)
        Composer.__init__(self)
        self._depth = self._deepest = self._count = 0
        self._named: dict[str, tuple[int, int]] = {}  # by anchor: nodes, and levels below it

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event: Any = self.peek_event()
        nodes, levels = 1, 0
        if isinstance(event, yaml.AliasEvent) and event.anchor in self.anchors:
            if event.anchor not in self._named:
                raise _refused("an alias stands inside of what it names", event)
            nodes, levels = self._named[event.anchor]
        before, deepest_before = self._count, self._deepest
        self._count += nodes
        self._depth += 1
        self._deepest = self._depth + levels
        if self._deepest > MAX_DEPTH:
            raise _refused("it is nested too deeply", event)
        if self._count > MAX_NODES:
            raise _refused(f"it holds more than {MAX_NODES:,} values", event)
        node = super().compose_node(parent, index)
        if isinstance(event, yaml.NodeEvent) and event.anchor and not isinstance(event, yaml.AliasEvent):
            self._named[event.anchor] = self._count - before, self._deepest - self._depth
        self._depth -= 1
        self._deepest = max(self._deepest, deepest_before)
        return node

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        node = super().compose_mapping_node(anchor)
        said: set[tuple[str, str]] = set()
        for key, _ in node.value:
            name = key.tag, key.value
            if isinstance(key, yaml.ScalarNode) and name in said:
                raise yaml.MarkedYAMLError(problem=f"{key.value[:80]!r} is said twice", problem_mark=key.start_mark)
            said.update([name] if isinstance(key, yaml.ScalarNode) else [])
        return node

    def construct_scalar(self, node: yaml.ScalarNode | yaml.MappingNode) -> Any:
        text = super().construct_scalar(node)
        if any(character in _CONTROL or "\ud800" <= character <= "\udfff" for character in text):
            raise yaml.MarkedYAMLError(problem="a control character stands in a text", problem_mark=node.start_mark)
        return text


def _number(loader: _Loader, node: yaml.ScalarNode) -> Any:
    """A number of ordinary length. Base 60 (`59:59:59`, YAML 1.1) stays text, as parsing it takes quadratic time."""
    if ":" in node.value:
        return loader.construct_scalar(node)
    if len(node.value) > _LONGEST_NUMBER:
        raise yaml.MarkedYAMLError(
            problem=f"a number has more than {_LONGEST_NUMBER} digits", problem_mark=node.start_mark
        )
    kind = yaml.SafeLoader.construct_yaml_int if node.tag.endswith(":int") else yaml.SafeLoader.construct_yaml_float
    return kind(loader, node)


for _tag in ("int", "float"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _number)


def _refused(problem: str, event: yaml.Event) -> yaml.MarkedYAMLError:
    mark: Any = event.start_mark  # the Python or the C loader's, which the stubs tell apart
    return yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
