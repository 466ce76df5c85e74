"""What an API key may be used for. Imports nothing: the command's help lists the scopes."""

from typing import Literal

# Each scope holds those before it: who may run may read, who may administrate may do both.
Scope = Literal["read", "run", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "run", "admin")
