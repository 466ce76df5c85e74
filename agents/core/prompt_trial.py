"""Trying the prompts of a version on made-up inputs before anybody pays for them.

One subject with everything filled in, and one with as little as possible: a template that fails on either would stop a
run half-way, and one that renders the same text for both ignores the subject.
"""

from typing import Any

from agents.core.kit import AgentKit
from agents.core.prompt import check_template, render
from schemas.errors import BadInputError


def try_prompts(kit: AgentKit[Any, Any], fields: tuple[str, ...], prompts: dict[str, str], where: str) -> None:
    """Raise `BadInputError`, in one line that begins with `where`, if the prompts cannot be used.

    `prompts` are the system and the user template by name.
    """
    for name, source in prompts.items():
        if not source.strip():
            raise BadInputError(f"{where}: {name}: is empty, which models refuse")
        check_template(source, set(kit.agent.inputs.model_fields), f"{where}: {name}")
    said = []
    for inputs in kit.trials(fields):
        for name, source in prompts.items():
            try:
                said.append(render(source, inputs))
            except BadInputError as error:
                raise BadInputError(f"{where}: {name}: {error}") from None
    half = len(prompts)
    if said[:half] == said[half:]:
        subject = "customer" if fields else "given"
        raise BadInputError(f"{where}: the prompts say nothing of the customer; write {{{{ {subject} | data }}}}")
