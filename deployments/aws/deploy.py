"""`deployments/aws/deploy.sh`: bring an account to what the templates say. See docs/aws.md."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping

from deployments.aws.change_sets import Planned, Stacks
from deployments.aws.checks.whole import rendered
from deployments.aws.clients import Clients, own_account
from deployments.aws.costs import monthly
from deployments.aws.smoke import smoke
from deployments.aws.stacks import ACCOUNTS, BOOTSTRAP, Account, given, read_account, wanted
from deployments.aws.template import load
from schemas.errors import BadInputError, ReviveError

Ask = Callable[[str], bool]
Say = Callable[[str], None]


def deploy(account: Account, image: str, stacks: Stacks, *, plan: bool, say: Say, ask: Ask) -> dict[str, str]:
    """Bring every stack up to date, in order; what they give out. With `plan`, only say what would change.

    A stack that does not exist yet gives out nothing, so a plan of the first deployment ends at the first stack that
    needs another one's outputs.
    """
    outputs = {"ImageUri": image, **stacks.outputs(account.stack(BOOTSTRAP))}
    for name in wanted(account):
        template, stack = load(name), account.stack(name)
        try:
            parameters = given(template, account, outputs)
        except BadInputError as error:
            if not plan:
                raise
            say(f"{stack}: cannot be planned before those above are deployed ({error})")
            continue
        planned = stacks.plan(stack, template, parameters)
        _show(planned, say)
        if plan:
            stacks.forget(planned)
        elif planned.change_set:
            if account.name == "prod" and not ask(f"{stack}: carry this out?"):
                stacks.forget(planned)
                raise ReviveError(f"{stack}: stopped by you; those before it are up to date, this one is as it was")
            stacks.carry_out(planned)
        outputs |= stacks.outputs(stack)
    return outputs


def _show(planned: Planned, say: Say) -> None:
    say(f"{planned.stack}: {'no change' if not planned.changes else f'{len(planned.changes)} changes'}")
    for change in planned.changes:
        say(f"  {change}")


def say_costs(account: Account, say: Say) -> None:
    """What the account costs a month before anybody uses it."""
    lines = monthly(rendered(account))
    for what, dollars in lines:
        say(f"  {dollars:9.2f}  {what}")
    total = sum(dollars for _, dollars in lines)
    say(f"  {total:9.2f}  dollars a month while nobody uses it (list prices); use comes on top")


def teardown(account: Account, stacks: Stacks, say: Say) -> None:
    """Delete everything of an account, last first. Refused in prod."""
    if account.name == "prod":
        raise BadInputError("prod is not torn down by a command; docs/aws.md says how its data are kept first")
    for name in reversed(wanted(account)):
        stack = account.stack(name)
        if stacks.status(stack) is not None:
            say(f"{stack}: deleting")
            stacks.delete(stack)


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="deploy.sh", description="Bring an AWS account to what the templates say.")
    parser.add_argument("--account", required=True, choices=ACCOUNTS)
    parser.add_argument("--image", help="repository@sha256:digest; the digest that the account below was tested with")
    parser.add_argument("--plan", action="store_true", help="show what would change, and change nothing")
    parser.add_argument("--yes", action="store_true", help="do not ask; for CI, where prod has reviewers")
    parser.add_argument("--teardown", action="store_true", help="delete everything; refused in prod")
    parser.add_argument("--smoke", metavar="URL", help="only the smoke test, against these doors")
    return parser.parse_args(argv)


def _asked(question: str) -> bool:
    return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")


def run(argv: list[str] | None = None, environ: Mapping[str, str] = os.environ, say: Say = print) -> None:
    """The command. Raises `ReviveError` with what went wrong."""
    said = _arguments(argv)
    account = read_account(said.account)
    clients = Clients(account.region)
    if said.smoke:
        say(f"smoke test: {_smoked(said.smoke, account, clients, environ)}")
        return
    own_account(clients, account)
    stacks = Stacks(clients.cloudformation, environ.get("REVIVE_STACK_ROLE_ARN"))
    if said.teardown:
        teardown(account, stacks, say)
        return
    if not said.image or "@sha256:" not in said.image:
        raise BadInputError("--image repository@sha256:digest: an image is deployed by its digest, never by a tag")
    say_costs(account, say)
    before = stacks.outputs(account.stack("doors"))
    outputs = deploy(account, said.image, stacks, plan=said.plan, say=say, ask=(lambda _: True) if said.yes else _asked)
    if not said.plan and "DoorUrl" in outputs:
        _smoke_or_roll_back(account, said.image, stacks, clients, outputs, before, environ, say)


def _smoke_or_roll_back(
    account: Account, image: str, stacks: Stacks, clients: Clients, outputs: Mapping[str, str],
    before: Mapping[str, str], environ: Mapping[str, str], say: Say,
) -> None:  # fmt: skip
    """The smoke test; where it fails, the image that was there before is deployed again."""
    try:
        say(f"smoke test: {_smoked(outputs['DoorUrl'], account, clients, environ)}")
    except ReviveError as error:
        earlier = before.get("DeployedImage")
        if earlier is None or earlier == image:
            raise
        say(f"{error}; back to {earlier}")
        deploy(account, earlier, stacks, plan=False, say=say, ask=lambda _: True)
        raise ReviveError(f"{error}; rolled back to {earlier}") from None


def _smoked(url: str, account: Account, clients: Clients, environ: Mapping[str, str]) -> str:
    key = environ.get("REVIVE_SMOKE_KEY") or clients.secret(f"revive/{account.name}/smoke-key")
    done = smoke(url, key)
    return f"5 of 5 customers, ${done.get('cost_usd') or 0:.4f}"


def main() -> int:
    """Exit codes as of the command: docs/errors.md."""
    try:
        run()
    except ReviveError as error:
        sys.stderr.write(f"deploy.sh: {error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
