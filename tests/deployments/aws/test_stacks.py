"""What an account's file decides, and what a deployment costs before it is made."""

from pathlib import Path

import pytest
import yaml

from deployments.aws.checks.whole import rendered
from deployments.aws.costs import monthly
from deployments.aws.stacks import Account, given, read_account, wanted
from deployments.aws.template import load, names
from schemas.errors import BadInputError


def account(folder: Path, **said: object) -> Account:
    whole = {"AccountId": "123456789012", "Region": "eu-west-1", "Environment": "dev", **said}
    (folder / "dev.yaml").write_text(yaml.safe_dump(whole))
    return read_account("dev", folder)


def test_each_template_is_deployed_by_some_account() -> None:
    said = {"CertificateArn": "arn:aws:acm:us-east-1:1:certificate/x", "MailKeyArn": "arn:aws:secretsmanager:x"}
    everything = {**read_account("prod").parameters, **said}
    prod = Account("prod", "1", "us-east-1", egress=True, parameters=everything)
    assert sorted(("bootstrap", *wanted(prod))) == names()


def test_the_file_decides_what_is_left_out(tmp_path: Path) -> None:
    plain = wanted(account(tmp_path))
    assert {"egress", "mail", "pages", "scaling"} & set(plain) == set()
    assert "prefect" in plain
    cloud = wanted(account(tmp_path, PrefectApiUrl="https://api.prefect.example/api", Egress=True))
    assert "prefect" not in cloud
    assert "egress" in cloud


def test_a_file_of_another_environment_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="Environment is 'prod'; it must be dev"):
        account(tmp_path, Environment="prod")
    (tmp_path / "dev.yaml").write_text("- a list\n")
    with pytest.raises(BadInputError, match="AccountId, Region, Environment must be given"):
        read_account("dev", tmp_path)
    with pytest.raises(BadInputError, match=r"test\.yaml"):
        read_account("test", tmp_path)


def test_what_nobody_gives_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"worker: neither .* gives BoundaryArn, PrivateSubnets"):
        given(load("worker"), account(tmp_path), {})


def test_the_file_goes_before_an_earlier_stack(tmp_path: Path) -> None:
    one = account(tmp_path, RecordsPrefix="mine")
    assert given(load("tables"), one, {"RecordsPrefix": "theirs"}) == {"Environment": "dev", "RecordsPrefix": "mine"}


def test_costs_are_counted_from_the_templates(tmp_path: Path) -> None:
    said = {"RecordsPrefix": "r", "QueuesPrefix": "q", "ModelArns": "*", "MonthlyBudgetUsd": 1}
    small = dict(monthly(rendered(account(tmp_path, **said))))
    large = dict(monthly(rendered(account(tmp_path, **said, EndpointZones=2, Egress=True, DatabaseZones=2))))
    assert "endpoints of AWS services" in small
    one_zone = dict(monthly(rendered(account(tmp_path, **said, EndpointZones=1))))
    assert small["endpoints of AWS services"] == pytest.approx(2 * one_zone["endpoints of AWS services"])
    assert large["Prefect's database"] == pytest.approx(2 * small["Prefect's database"])
    assert set(large) - set(small) == {"NAT gateway", "public addresses"}
