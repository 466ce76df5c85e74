"""One stack, brought to what its template says by way of a change set: a person sees first what would change."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from deployments.aws.template import Template
from schemas.errors import ReviveError, one_line

_NOTHING = ("didn't contain changes", "No updates are to be performed")
_WAIT = {"Delay": 5, "MaxAttempts": 720}  # an hour: a database takes fifteen minutes


@dataclass(frozen=True, slots=True)
class Change:
    """What would happen to one resource."""

    action: str  # Add, Modify, Remove
    resource: str
    kind: str  # AWS::…
    replaced: bool  # a new one takes its place, and the data of the old one stay behind

    def __str__(self) -> str:
        return f"{self.action}{' (REPLACED)' if self.replaced else ''} {self.resource} ({self.kind})"


@dataclass(frozen=True, slots=True)
class Planned:
    """A change set that waits to be carried out; without changes there is none."""

    stack: str
    change_set: str  # its ARN, empty without changes
    new: bool  # the stack does not exist yet
    changes: tuple[Change, ...]


class Stacks:
    """The stacks of one account. `wait` says how patiently; tests are impatient."""

    def __init__(self, client: Any, role_arn: str | None, wait: Mapping[str, int] = _WAIT) -> None:
        self._client = client
        self._role = {} if role_arn is None else {"RoleARN": role_arn}
        self._wait = dict(wait)

    def outputs(self, stack: str) -> dict[str, str]:
        """What a stack gives out; nothing if it does not exist."""
        found = self._described(stack)
        return {} if found is None else {one["OutputKey"]: one["OutputValue"] for one in found.get("Outputs", ())}

    def status(self, stack: str) -> str | None:
        """CREATE_COMPLETE …; None if it does not exist."""
        found = self._described(stack)
        return None if found is None else str(found["StackStatus"])

    def plan(self, stack: str, template: Template, parameters: Mapping[str, str]) -> Planned:
        """Make a change set. Raises `ReviveError` if the stack is in a state that takes none."""
        status = self.status(stack)
        if status == "ROLLBACK_COMPLETE":  # its first creation failed; it can only be deleted
            self.delete(stack)
            status = None
        new = status is None or status == "REVIEW_IN_PROGRESS"
        name = f"revive-{int(time.time())}"
        made = self._client.create_change_set(
            StackName=stack,
            ChangeSetName=name,
            ChangeSetType="CREATE" if new else "UPDATE",
            TemplateBody=template.text,
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
            **self._role,
        )
        arn = str(made["Id"])
        try:
            waiter = self._client.get_waiter("change_set_create_complete")
            waiter.wait(ChangeSetName=arn, StackName=stack, WaiterConfig=self._wait)
        except WaiterError:
            reason = self._client.describe_change_set(ChangeSetName=arn, StackName=stack).get("StatusReason", "")
            self._client.delete_change_set(ChangeSetName=arn, StackName=stack)
            if any(text in reason for text in _NOTHING):
                return Planned(stack, "", new, ())
            raise ReviveError(f"{stack}: no change set could be made: {one_line(reason)}") from None
        return Planned(stack, arn, new, self._changes(stack, arn))

    def carry_out(self, planned: Planned) -> None:
        """Execute a change set and wait. Raises `ReviveError` if CloudFormation rolled it back."""
        if not planned.change_set:
            return
        self._client.execute_change_set(ChangeSetName=planned.change_set, StackName=planned.stack)
        waiter = self._client.get_waiter("stack_create_complete" if planned.new else "stack_update_complete")
        try:
            waiter.wait(StackName=planned.stack, WaiterConfig=self._wait)
        except WaiterError:
            raise ReviveError(f"{planned.stack} was rolled back: {self._why(planned.stack)}") from None

    def forget(self, planned: Planned) -> None:
        """Throw a change set away, and the empty stack that it made."""
        if planned.change_set:
            self._client.delete_change_set(ChangeSetName=planned.change_set, StackName=planned.stack)
            if planned.new:
                self._client.delete_stack(StackName=planned.stack)

    def delete(self, stack: str) -> None:
        """Delete a stack and wait. Raises `ReviveError` if something of it cannot be deleted."""
        if self.status(stack) is None:
            return
        self._client.delete_stack(StackName=stack, **self._role)
        try:
            self._client.get_waiter("stack_delete_complete").wait(StackName=stack, WaiterConfig=self._wait)
        except WaiterError:
            raise ReviveError(f"{stack} could not be deleted: {self._why(stack)}") from None

    def _described(self, stack: str) -> dict[str, Any] | None:
        try:
            found: list[dict[str, Any]] = self._client.describe_stacks(StackName=stack)["Stacks"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise ReviveError(f"{stack}: {one_line(error)}") from None
        return None if not found or found[0]["StackStatus"] == "DELETE_COMPLETE" else found[0]

    def _changes(self, stack: str, arn: str) -> tuple[Change, ...]:
        pages = self._client.get_paginator("describe_change_set").paginate(ChangeSetName=arn, StackName=stack)
        found = (change["ResourceChange"] for page in pages for change in page.get("Changes", ()))
        return tuple(
            Change(one["Action"], one["LogicalResourceId"], one["ResourceType"], one.get("Replacement") == "True")
            for one in found
        )

    def _why(self, stack: str) -> str:
        """The first failure of a stack, which is the cause of all later ones."""
        events: list[dict[str, Any]] = self._client.describe_stack_events(StackName=stack)["StackEvents"]
        failed = [one for one in events if "FAILED" in one["ResourceStatus"] and one.get("ResourceStatusReason")]
        if not failed:
            return "CloudFormation does not say why"
        return f"{failed[-1]['LogicalResourceId']}: {one_line(failed[-1]['ResourceStatusReason'])}"


Say = Callable[[str], None]
