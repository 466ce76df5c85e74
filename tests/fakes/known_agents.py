"""The agents of all installed systems, by name."""

from agents.core.kit import kits

AGENTS = {name: kit.agent for name, kit in kits().items()}
