"""Settings: people and keys, who is never written to, and what this environment is. Secrets are never shown."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, Field
from starlette.datastructures import UploadFile

from blocks.urls import redacted
from schemas.access import ApiKey
from schemas.errors import BadInputError, StoreError
from schemas.outreach import StandingSummary
from schemas.scopes import Role
from tasks.access.keys import invite, list_keys, revoke_key
from tasks.monitoring.trying import send_test
from tasks.outreach.suppress import add_address, import_list, remove_address, summary
from web.pages.asked import Asked
from web.pages.page import Done, Page
from web.pages.section import Section
from web.received import save_file

SETTINGS = Section("Settings", "settings", Path(__file__).with_name("templates"), order=80)


class KeyShown(BaseModel):
    """A key of a person or a program; its secret is nowhere."""

    id: str
    name: str
    role: Role
    is_person: bool
    added_at: str
    added_by: str
    revoked_at: str


class EnvironmentShown(BaseModel):
    """Where this environment is. URLs are without what logs in."""

    name: str
    artifacts: str
    records: str
    queue: str
    model: str
    requests_per_minute: int | None
    tokens_per_minute: int | None
    region: str
    real_model_calls: bool


class Link(BaseModel):
    """A page of settings that a system brings."""

    name: str
    path: str


class SettingsPage(BaseModel):
    """All of it; `keys` is None for who may not see them."""

    links: list[Link]
    suppression: StandingSummary
    keys: list[KeyShown] | None
    environment: EnvironmentShown


@SETTINGS.page("/settings")
async def settings(asked: Asked) -> Page:
    """Everything on one page."""
    keys = await list_keys(asked.records) if asked.who.may("admin") else None
    data = SettingsPage(
        links=[Link(name=name, path=path) for section in asked.state.sections for name, path in section.settings],
        suppression=await summary(asked.environment),
        keys=None if keys is None else [_shown(key) for key in keys],
        environment=_environment(asked),
    )
    return Page("Settings", "settings.html.jinja", data)


def _shown(key: ApiKey) -> KeyShown:
    said = key.model_dump(include={"id", "name", "added_at", "added_by", "revoked_at"})
    return KeyShown(role=key.role_on_pages, is_person=key.role is not None, **said)


def _environment(asked: Asked) -> EnvironmentShown:
    spec = asked.place.environment
    return EnvironmentShown(
        name=spec.name,
        artifacts=redacted(spec.artifacts_url),
        records=redacted(spec.records_url or "none"),
        queue=redacted(spec.queue_url or "none"),
        model=spec.model or "as each version says",
        requests_per_minute=spec.requests_per_minute,
        tokens_per_minute=spec.tokens_per_minute,
        region=spec.aws.region or "as AWS's own settings say",
        real_model_calls=spec.real_model_calls,
    )


@SETTINGS.change("/settings/test-alert", "send a test alert", role="approver")
async def post_test_alert(asked: Asked) -> Done:
    """Try every channel of alerts. Raises `BadInputError` if none is configured, `StoreError` if one fails."""
    told = await send_test(asked.environment)
    if not told:
        raise BadInputError("no channel is configured: docs/watch.md says what to set")
    if failed := [f"{one.channel} ({one.state}: {one.reason})" for one in told if one.state != "sent"]:
        raise StoreError(f"the test alert did not surely go out by {', '.join(failed)}")
    return Done(f"A test alert went out by {', '.join(one.channel for one in told)}.", "/settings")


class _Invite(BaseModel):
    name: str = ""
    role: Role = "viewer"


class Invited(BaseModel):
    """A key that was just made, shown this once."""

    name: str
    role: Role
    key: str = Field(repr=False)


@SETTINGS.change("/settings/people", "invite a person", role="admin")
async def post_people(asked: Asked) -> Page:
    """Make a person's key; the page shows it once, and nothing else does."""
    said = asked.said(_Invite)
    key = await invite(asked.records, said.name, said.role, asked.who.name, datetime.now(UTC))
    data = Invited(name=said.name, role=said.role, key=key)
    return Page(f"{said.name} is invited", "invited.html.jinja", data)


@SETTINGS.change("/settings/people/remove", "remove a key", role="admin")
async def post_remove(asked: Asked) -> Done:
    """Refuse a key from the next request on; its sessions end."""
    key = await revoke_key(asked.records, str(asked.form.get("id", "")), datetime.now(UTC))
    return Done(f"{key.name} is refused from now on.", "/settings")


class _Address(BaseModel):
    address: str = Field(default="", max_length=400)
    reason: str = Field(default="", max_length=300)


@SETTINGS.change("/settings/suppression", "suppress an address", role="editor")
async def post_suppress(asked: Asked) -> Done:
    """Never write to an address, a domain, or all those of a file."""
    said, file = asked.said(_Address), asked.form.get("file")
    if isinstance(file, UploadFile) and file.filename:
        with TemporaryDirectory(prefix="revive-suppress-") as folder:
            path = await save_file(file, Path(folder))
            work = import_list(str(path), said.reason, asked.who.name, asked.environment)
            return Done(await asyncio.to_thread(asyncio.run, work), "/settings")
    if not said.address:
        raise BadInputError("give an address, a domain as @acme.example, or a file")
    return Done(await add_address(said.address, said.reason, asked.who.name, asked.environment), "/settings")


@SETTINGS.change("/settings/suppression/remove", "take an address off the list", role="approver")
async def post_unsuppress(asked: Asked) -> Done:
    """Because the person has said that they may be written to again."""
    return Done(await remove_address(asked.said(_Address).address, asked.environment), "/settings")
