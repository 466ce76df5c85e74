"""What an API key may be used for, and what a person may do on the pages. Imports nothing: the help lists them."""

from typing import Literal

# Each scope includes those before it: `run` may also read, `admin` may do everything.
Scope = Literal["read", "run", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "run", "admin")
# What a person may do on the pages; each may also do what those before it may.
Role = Literal["viewer", "editor", "approver", "admin"]
ROLES: tuple[Role, ...] = ("viewer", "editor", "approver", "admin")
# What a person's key may be used for by programs: changing single emails is for the pages, which ask for the role.
SCOPE_OF: dict[Role, Scope] = {"viewer": "read", "editor": "read", "approver": "run", "admin": "admin"}
# What somebody who signs in with a program's key may do.
ROLE_OF: dict[Scope, Role] = {"read": "viewer", "run": "approver", "admin": "admin"}
