"""What a prompt template may contain: a small part of Jinja2 over plain data, and which templates are simple.

A template is written by anybody who may add a version, and runs where the credentials are. Given our objects, it could
call their methods (`customer.parse_raw(…, proto='pickle')` starts a shell), so it is given dicts, lists, text, numbers,
booleans and None, and may call only the methods listed here.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from schemas.errors import one_line

MAX_SOURCE = 100_000  # characters; the longest of ours has 3,600
MAX_TEXT = 4_000_000  # characters of a filled template; more than any model reads
_MAX_DEPTH = 100
_FILTERS = frozenset({
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby",
    "int", "items", "join", "last", "length", "list", "lower", "max", "min", "replace", "reverse", "round", "safe",
    "slice", "sort", "string", "sum", "title", "tojson", "trim", "truncate", "unique", "upper", "wordcount",
})  # fmt: skip
_METHODS: dict[type, frozenset[str]] = {
    dict: frozenset({"get", "items", "keys", "values"}),
    str: frozenset({"capitalize", "endswith", "lower", "replace", "split", "startswith", "strip", "title", "upper"}),
}
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
    nodes.Extends: "extends",
    nodes.Block: "block",
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
}
# None of these multiplies, repeats or pads, so the filled template is no longer than the template and its data.
_SIMPLE = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Filter, nodes.Test, nodes.For,
)  # fmt: skip
_SIMPLE_NODES = 1_000  # the largest of ours has 31; 1,300 loops over one long text took 2.4 s of everybody's time
_SIMPLE_FILTERS = frozenset({"capitalize", "count", "data", "length", "lower", "title", "trim", "upper"})
_SIMPLE_TESTS = frozenset({"defined", "undefined", "none"})


def _data(value: object) -> str:
    """JSON in which no text can close the tag around it. Unknown values are left out."""
    if isinstance(value, Undefined):
        str(value)  # raises, and names what is missing
    text = json.dumps(_known(value), ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _known(value: object) -> object:
    if isinstance(value, dict):
        return {name: _known(one) for name, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_known(one) for one in value]
    return value


class _Environment(ImmutableSandboxedEnvironment):
    """Keys of a dict come before its methods, and only the methods listed above can be called."""

    # Jinja computes constant expressions while it compiles: {{ "a" * 10**10 }} took 23 GB. Intercepting delays them.
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002 -- Jinja's signature
        return attr in _METHODS.get(type(obj), ()) or (isinstance(obj, LoopContext) and not attr.startswith("_"))

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if not hasattr(obj, attribute):
            return self.undefined(obj=obj, name=attribute)
        if not self.is_safe_attribute(obj, attribute, None):  # before Jinja's own, which lets `format` through
            return self.unsafe_undefined(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        try:
            return obj[argument]
        except (LookupError, TypeError):
            return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=argument)


def _environment() -> _Environment:
    # Prompts are plain text, not HTML; `data` does the escaping that matters here.
    made = _Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=False)
    made.filters = {name: made.filters[name] for name in _FILTERS} | {"data": _data}
    made.globals = {"range": made.globals["range"]}
    return made


JINJA = _environment()


def parse(source: str) -> nodes.Template:
    """The template's tree; `TemplateError` if it does not parse or uses what no prompt may use."""
    if len(source) > MAX_SOURCE:
        raise TemplateError(f"is longer than {MAX_SOURCE:,} characters")
    try:
        tree = JINJA.parse(source)
    except RecursionError:
        raise TemplateError("is nested too deeply") from None
    except (ValueError, OverflowError) as error:
        # Jinja's lexer does not catch a number of 5,000 digits.
        raise TemplateError(one_line(error)) from None
    for node, depth in _walk(tree):
        if depth > _MAX_DEPTH:
            raise TemplateError("is nested too deeply")
        if problem := _problem(node):
            raise TemplateSyntaxError(problem, node.lineno)
    return tree


def is_simple(tree: nodes.Template) -> bool:
    """Whether a template stays small and fast with any data; only then is it filled in this process."""
    within = [node for node, _ in _walk(tree)]
    return (
        len(within) <= _SIMPLE_NODES
        and all(isinstance(node, _SIMPLE) and _harmless(node) for node in within)
        and all(_linear(loop) for loop in tree.find_all(nodes.For))
    )


def undeclared(tree: nodes.Template) -> frozenset[str]:
    """The names that a template expects. Jinja's own function would evaluate constants along the way."""
    named = list(tree.find_all(nodes.Name))
    stored = {name.name for name in named if name.ctx == "store"}
    return frozenset({name.name for name in named} - stored - {"range", "loop"})


def filled(source: str, variables: dict[str, Any]) -> str:
    """The template as text of at most `MAX_TEXT` characters; what the template raises is left to the caller."""
    said: list[str] = []
    length = 0
    for piece in _compiled(source).generate(variables):
        said.append(piece)
        length += len(piece)
        if length > MAX_TEXT:
            raise TemplateError(f"a prompt of more than {MAX_TEXT:,} characters")
    return "".join(said)


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    return JINJA.from_string(source)


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    waiting = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        yield node, depth
        waiting += [(child, depth + 1) for child in node.iter_child_nodes()]


def _problem(node: nodes.Node) -> str | None:
    if word := _REFUSED.get(type(node)):
        return f"{word} is not for prompts"
    if isinstance(node, nodes.Filter) and node.name not in JINJA.filters:
        return f"there is no filter {node.name}; there are {', '.join(sorted(JINJA.filters))}"
    if isinstance(node, nodes.Test) and node.name not in JINJA.tests:
        return f"there is no test {node.name}"
    return None


def _harmless(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in _SIMPLE_FILTERS and not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    if isinstance(node, nodes.Test):
        return node.name in _SIMPLE_TESTS
    if isinstance(node, nodes.Getitem):
        return isinstance(node.arg, nodes.Const | nodes.Slice)
    return True


def _linear(loop: nodes.For) -> bool:
    """A loop directly over data, one level deep, that uses only its own variable: each item is read once."""
    over = loop.iter
    while isinstance(over, nodes.Getattr):
        over = over.node
    own = {name.name for name in _names([loop.target])} | {"loop"}
    inside = [*loop.body, *([loop.test] if loop.test else [])]
    return (
        isinstance(over, nodes.Name)
        and not loop.recursive
        and not any(isinstance(node, nodes.For) for part in inside for node, _ in _walk(part))
        and all(name.name in own for name in _names(inside))
    )


def _names(parts: Iterable[nodes.Node]) -> Iterator[nodes.Name]:
    return (node for part in parts for node, _ in _walk(part) if isinstance(node, nodes.Name))
