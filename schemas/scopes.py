"""What an API key may be used for. Imports nothing: the command's help lists the scopes."""

from typing import Literal

# Each scope includes those before it: `run` may also read, `admin` may do everything.
Scope = Literal["read", "run", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "run", "admin")
