"""`make aws`, first part: every template by cfn-lint and by our own checks, for each of the three accounts."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from deployments.aws.checks.privileges import wrong_privileges
from deployments.aws.checks.shape import wrong_names, wrong_shape
from deployments.aws.checks.whole import WAYS, rendered
from deployments.aws.stacks import ACCOUNTS, read_account
from deployments.aws.tables import template as tables_now
from deployments.aws.template import FOLDER, load, names


def problems() -> Iterator[str]:
    """A line for everything that our own checks find."""
    for name in names():
        yield from wrong_shape(load(name))
    if load("tables").text != tables_now():
        yield "tables.yaml is not what the code declares: python -m deployments.aws.tables"
    for account in (way(read_account(name)) for name in ACCOUNTS for way in WAYS):
        stacks = rendered(account)
        for stack in stacks.values():
            yield from wrong_names(stack)
        yield from wrong_privileges(account, stacks)


def linted() -> str:
    """What cfn-lint says; nothing if it is content."""
    files = [str(path) for path in sorted(FOLDER.glob("*.yaml"))]
    command = [str(Path(sys.executable).with_name("cfn-lint")), *files]
    done = subprocess.run(  # noqa: S603 -- our own linter on our own files
        command, capture_output=True, text=True, check=False, timeout=300
    )
    return done.stdout + done.stderr if done.returncode else ""


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    found = [*problems(), *filter(None, [linted()])]
    for line in found:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(names())} templates, {len(ACCOUNTS)} accounts: {len(found)} problems\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
