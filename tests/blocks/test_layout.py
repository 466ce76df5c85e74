"""Keys: no identifier leaves its folder, and no two identifiers share one."""

from pathlib import PurePosixPath

import pytest

from blocks.layout import Shard, Upload, may_be_system, prompt, safe, upload_at

HOSTILE = [
    "",
    ".",
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "c1\n",
    "c 1",
    "c.1",
    "c#1",
    "~",
    "~" + "0" * 64,
    "%2e%2e",
    "nul\0",
    "\ud800",
    "🙂",
    "é",
    "e\u0301",
    "x" * 65,
    "x" * 4096,
    "CON:",
    "*?<>|",
]


@pytest.mark.parametrize("identifier", ["a", "c001", "customers-0123456789ab", "_", "-", "x" * 64, "0"])
def test_a_harmless_identifier_is_its_own_key(identifier: str) -> None:
    assert safe(identifier) == identifier


@pytest.mark.parametrize("identifier", HOSTILE)
def test_any_other_becomes_one_plain_segment(identifier: str) -> None:
    key = safe(identifier)
    assert key == safe(identifier)
    assert len(key) == 65
    assert key[0] == "~"
    assert set(key[1:]) <= set("0123456789abcdef")


def test_no_two_identifiers_share_a_key_even_where_case_does_not_count() -> None:
    identifiers = [*HOSTILE, "c1", "C1", "c1 ", " c1", "C 1", "ID", "Id", "iD", "id", safe("C1"), safe("..")]
    keys = [safe(identifier).lower() for identifier in identifiers]
    assert len(set(keys)) == len(set(identifiers))


@pytest.mark.parametrize("identifier", ["c1", *HOSTILE])
def test_every_key_of_an_upload_lies_in_its_folders(identifier: str) -> None:
    keys = Upload(identifier)
    name = safe(identifier)
    assert [keys.source, keys.customers_in] == [f"uploads/{name}.csv", f"uploads/{name}.json"]
    inside = [
        *(keys.status, keys.rejects, keys.data_quality, keys.customers, keys.analyses, keys.campaigns, keys.lease),
        *(keys.manifest(0), keys.part(0), keys.customer(identifier)),
    ]
    assert len(set(inside)) == len(inside)
    for key in inside:
        assert PurePosixPath(key).is_relative_to(f"results/{name}")
        assert ".." not in PurePosixPath(key).parts


def test_batches_sort_as_they_count() -> None:
    keys = Upload("u")
    assert keys.manifest(7) == "results/u/manifest/00007.jsonl"
    assert keys.part(123) == "results/u/parts/00123.jsonl"
    assert sorted(keys.part(batch) for batch in range(1200)) == [keys.part(batch) for batch in range(1200)]


def test_a_customer_cannot_pose_as_another_file() -> None:
    keys = Upload("u")
    assert keys.customer("c1") == "results/u/customers/c1.json"
    assert keys.customer("../status") != keys.status
    assert PurePosixPath(keys.customer("../status")).parent == PurePosixPath("results/u/customers")


def test_a_published_version_has_a_key() -> None:
    assert prompt("churn-analysis", "1.0.0") == "prompts/churn-analysis/1.0.0.json"
    assert prompt("../x", "1.0.0") == f"prompts/{safe('../x')}/1.0.0.json"


def test_another_system_has_the_same_folders_below_its_name() -> None:
    ours, theirs = Upload("u"), Upload("u", "toy")
    assert (ours.source, ours.customers_in, ours.status) == (
        "uploads/u.csv",
        "uploads/u.json",
        "results/u/status.json",
    )
    assert (theirs.source, theirs.status) == ("toy/uploads/u.csv", "toy/results/u/status.json")
    assert theirs.manifest(0) == f"toy/{ours.manifest(0)}"
    assert Shard("u", 2, "toy").budget == f"toy/{Shard('u', 2).budget}"
    assert (ours.contacts, theirs.contacts) == ("contacts/u.jsonl", "contacts/toy/u.jsonl")


@pytest.mark.parametrize("keys", [Upload("u"), Upload("a b"), Upload("u", "toy")])
def test_a_key_says_whose_upload_it_belongs_to(keys: Upload) -> None:
    for key in (keys.source, keys.customers_in, keys.status, keys.customer("../c"), keys.part(3)):
        found = upload_at(key)
        assert found is not None
        assert (found.system, found.name) == (keys.system, keys.name)


@pytest.mark.parametrize(
    "key", ["answers/uploads/u.json", "contacts/u.jsonl", "sender.yaml", "uploads/u.txt", "a/b/results/u/status.json"]
)
def test_other_keys_belong_to_no_upload(key: str) -> None:
    assert upload_at(key) is None


@pytest.mark.parametrize("folder", ["results", "logs", "secrets", "a b", "", "../x"])
def test_no_system_has_such_a_folder(folder: str) -> None:
    assert not may_be_system(folder)
