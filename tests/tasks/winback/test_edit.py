"""A person's own words: checked like the model's, marked, exported at once, and void once the emails are new."""

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, Bedrock, Revive
from fakes.dying_store import KilledError, dying_after
from fakes.killed_runs import win_back
from fakes.small_uploads import small_upload

from schemas.errors import BadInputError
from schemas.winback.run import WinbackParams
from tasks.winback.edit import edit
from tasks.winback.rule_on import rule_on

pytestmark = pytest.mark.usefixtures("in_process")
ROWS = (
    "ann,ann@a.example,Company A,growth,90,2026-03-01,Too expensive",
    "ben,ben@b.example,Company B,growth,80,2026-03-01,Too expensive",
)
BODY = (
    "Hello,\n\nyou wrote that it was too expensive, and nobody here wants to talk you out of that. "
    "I would like to hear which part you never used, so that we learn from it.\n\nThank you for your time."
)
OURS = {"subject": "Which part did you never use?", "body": BODY}


def home() -> Path:
    return Path(os.environ["REVIVE_HOME"]) / "results/u"


def campaigns() -> dict[str, Any]:
    return {one["customer_id"]: one for one in json.loads((home() / "campaigns.json").read_bytes())}


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((home() / "emails.csv").read_text(encoding="utf-8"), newline="")))


def record(customer_id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home() / f"customers/{customer_id}.json").read_bytes())
    return found


@pytest.fixture
async def upload(bedrock: Bedrock, tmp_path: Path) -> Bedrock:
    """Two customers with emails that may be sent."""
    await small_upload(tmp_path, HEADER, ROWS)
    return bedrock


async def test_the_command_edits_everywhere_at_once_and_a_resume_keeps_it(
    upload: Bedrock, revive: Revive, tmp_path: Path
) -> None:
    own, paid = record("ann")["campaign"]["output"], upload.paid
    (tmp_path / "body.txt").write_text(BODY, encoding="utf-8-sig")
    words = ("--email", "2", "--subject", OURS["subject"], "--body-file", "body.txt", "--by", "Dana")
    done = revive("edit", "u", "ann", *words)
    assert (done.code, done.err) == (0, "")
    assert "ann: email 2 is as Dana wrote it" in done.out
    for _ in range(2):
        said = campaigns()["ann"]
        email = said["emails"][1]
        assert (email["subject"], email["body"], email["cta"]) == (*OURS.values(), own["emails"][1]["cta"])
        assert [(one["number"], one["by"]) for one in said["edited"]] == [(2, "Dana")]
        assert [row["body"] for row in rows()].count(BODY) == 1
        assert "edited" not in campaigns()["ben"]
        assert "Edited by <bdi>Dana</bdi>" in (home() / "report.html").read_text(encoding="utf-8")
        assert record("ann")["campaign"]["output"] == own
        status = await win_back(WinbackParams(upload_id="u"), gate=False)
        assert (status.ready, upload.paid) == (2, paid)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"body": "Come back."}, r"has 2 words; 20 to 300 are allowed"),
        ({"body": BODY + " We give you 50% off."}, r"was not approved"),
        ({"body": BODY + " See https://elsewhere.example/x."}, r"is not the sender's; leave it out"),
        ({"body": BODY + " Dear {{first_name}}."}, r"placeholder or markup"),
        ({"subject": "x" * 61}, r"subject: String should have at most 60 characters"),
        ({"subject": " "}, r"subject: String should have at least 1 character"),
        ({"subject": "the first"}, r"three different ones"),
        ({"cta": "Get 3 months free"}, r"was not approved"),
    ],
)
@pytest.mark.usefixtures("upload")
async def test_what_no_model_may_write_is_refused_and_nothing_changes(texts: dict[str, str], said: str) -> None:
    if texts.get("subject") == "the first":
        texts = {"subject": record("ann")["campaign"]["output"]["emails"][0]["subject"]}
    before = (home() / "campaigns.json").read_bytes()
    with pytest.raises(BadInputError, match=said) as refused:
        await edit("u", "ann", 2, texts, "ann", "local")
    assert str(refused.value).startswith("email 2 stays as it was: ")
    assert (home() / "campaigns.json").read_bytes() == before
    assert not (home() / "edits.json").exists()


@pytest.mark.usefixtures("upload")
async def test_the_other_emails_are_not_judged() -> None:
    """They may be older than a rule; else an old fault in each of two emails could never be mended."""
    said = record("ann")
    for email in said["campaign"]["output"]["emails"][:2]:
        email["body"] += " We give you 50% off."
    for part in (home() / "parts").iterdir():
        part.unlink()
    (home() / "customers/ann.json").write_text(json.dumps(said))
    await edit("u", "ann", 2, OURS, "ann", "local")
    with pytest.raises(BadInputError, match="was not approved"):
        await edit("u", "ann", 1, {"subject": "Another question"}, "ann", "local")


@pytest.mark.usefixtures("upload")
async def test_a_second_edit_keeps_the_first_and_each_email_the_latest() -> None:
    await edit("u", "ann", 2, OURS, "ann", "local")
    await edit("u", "ann", 3, {"subject": "The last question"}, "ben", "local")
    await edit("u", "ann", 2, {"cta": "Reply with one word"}, "cal", "local")
    said = campaigns()["ann"]
    assert [(one["number"], one["by"]) for one in said["edited"]] == [(2, "cal"), (3, "ben")]
    assert said["emails"][1] == {"number": 2, **OURS, "cta": "Reply with one word"}


@pytest.mark.usefixtures("upload")
async def test_a_person_s_text_is_made_plain_like_a_model_s() -> None:
    await edit("u", "ann", 1, OURS | {"subject": "Which part\u202e did you\nnever use?"}, "ann", "local")
    assert campaigns()["ann"]["emails"][0]["subject"] == OURS["subject"]


@pytest.mark.usefixtures("upload")
async def test_who_cannot_be_edited() -> None:
    await rule_on("u", "ben", "hold", "", "local")
    for customer, said in (("ben", "is on hold"), ("nobody", "has no customer nobody")):
        with pytest.raises(BadInputError, match=said):
            await edit("u", customer, 1, OURS, "ann", "local")


@pytest.mark.usefixtures("upload")
async def test_killed_before_it_is_exported_it_is_simply_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    for writes in range(3):
        with dying_after(writes, monkeypatch), pytest.raises(KilledError):
            await edit("u", "ann", 2, OURS, "ann", "local")
    await edit("u", "ann", 2, OURS, "ann", "local")
    assert campaigns()["ann"]["emails"][1]["body"] == BODY


@pytest.mark.usefixtures("bedrock")
def test_what_the_command_refuses_is_one_line(revive: Revive, tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("für".encode("latin-1"))
    (tmp_path / "long.txt").write_bytes(b"x" * 70_000)
    for file, said in (("latin.txt", "not UTF-8"), ("long.txt", "longer than"), ("gone.txt", "cannot read gone.txt")):
        done = revive("edit", "u", "ann", "--email", "1", "--body-file", file)
        assert (done.code, len(done.err.splitlines())) == (2, 1)
        assert said in done.err
    nothing = revive("edit", "u", "ann", "--email", "1")
    assert nothing.code == 2
    assert "give --subject, --body-file or --cta" in nothing.err
    done = revive("edit", "u", "ann", "--email", "1", "--subject", "Hello", "--json")
    assert (done.code, json.loads(done.out)["exit_code"]) == (2, 2)
