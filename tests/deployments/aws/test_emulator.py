"""The templates on an emulator of AWS, asserted resource by resource, and the program on what they have made.

MiniStack refuses a whole template for a type that it does not know; those templates are listed, so that the list stays
true. It drops time to live and point-in-time recovery of tables: these are asserted on the template.
"""

import dataclasses
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import Bedrock, Revive
from fakes.ministack import KEYS, client, ministack
from fakes.upsell_runs import ANSWERS, AS_OF, event

from blocks.records.dynamodb import definition
from deployments.aws import deploy as module
from deployments.aws.change_sets import Stacks
from deployments.aws.checks.whole import IMAGE
from deployments.aws.deploy import deploy, teardown
from deployments.aws.stacks import Account, given, read_account, wanted
from deployments.aws.tables import declared
from deployments.aws.template import load, parse
from schemas.errors import BadInputError, ReviveError

pytestmark = pytest.mark.wire
# Types that the emulator does not know: trails, subnet groups of databases, budgets, scaling, addresses.
UNKNOWN = {"audit", "database", "egress", "scaling", "account", "bootstrap"}
MADE = {
    "ImageUri": IMAGE,
    "BoundaryArn": "arn:aws:iam::000000000000:policy/boundary",
    "RepositoryArn": "arn:aws:ecr:us-east-1:000000000000:repository/revive",
    "DatabaseHost": "db.example",
    "DatabaseId": "db",
    "CertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/c",
}


@dataclass
class Deployed:
    """An account on the emulator."""

    url: str
    account: Account
    outputs: dict[str, str]

    def client(self, service: str) -> Any:
        return client(self.url, service)

    def stacks(self) -> Stacks:
        cloudformation = self.client("cloudformation")
        delete = cloudformation.delete_change_set

        def deleted(**said: str) -> None:
            with suppress(KeyError):  # the emulator's answer lacks its outer element
                delete(**said)

        cloudformation.delete_change_set = deleted
        return Stacks(cloudformation, None, {"Delay": 1, "MaxAttempts": 120})


@pytest.fixture(scope="module")
def aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    """Everything that the emulator knows, deployed by the program that deploys."""
    account = read_account("dev")
    account = dataclasses.replace(account, parameters={**account.parameters, **MADE})
    with ministack(tmp_path_factory.mktemp("aws")) as url, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "wanted", lambda one: [name for name in wanted(one) if name not in UNKNOWN])
        one = Deployed(url, account, {})
        one.outputs = deploy(account, IMAGE, one.stacks(), plan=False, say=print, ask=lambda _: pytest.fail("asked"))
        yield one


def test_what_the_emulator_does_not_know_is_still_what_we_say(aws: Deployed) -> None:
    stacks = aws.stacks()
    for name in UNKNOWN - {"bootstrap"}:
        template = load(name)
        known = {**MADE, **aws.outputs, "PagesService": "p"}
        planned = stacks.plan(f"probe-{name}", template, given(template, aws.account, known))
        with pytest.raises(ReviveError, match=r"was rolled back: .*(Unsupported resource type|not supported)"):
            stacks.carry_out(planned)


def test_artifacts_are_private_encrypted_versioned_and_tls_only(aws: Deployed) -> None:
    s3, bucket = aws.client("s3"), aws.outputs["ArtifactsBucket"]
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
    tls = next(one for one in policy["Statement"] if one["Sid"] == "TlsOnly")
    assert (tls["Effect"], tls["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    # What the emulator drops of a bucket.
    said = load("data").resources["Artifacts"]["Properties"]
    assert set(said["PublicAccessBlockConfiguration"].values()) == {True}
    encryption = said["BucketEncryption"]["ServerSideEncryptionConfiguration"][0]
    assert encryption["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "aws:kms"}
    life = {rule["Id"]: rule for rule in said["LifecycleConfiguration"]["Rules"]}
    assert life["broken-uploads"]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 2}
    assert life["old-results"]["Transitions"][0]["StorageClass"] == "GLACIER_IR"


def test_tables_are_those_of_the_code(aws: Deployed) -> None:
    dynamodb = aws.client("dynamodb")
    for table in declared():
        made = dynamodb.describe_table(TableName=f"{aws.account.parameters['RecordsPrefix']}-{table.name}")["Table"]
        wanted_ = definition(table)
        assert made["KeySchema"] == wanted_["KeySchema"]
        assert made["BillingModeSummary"]["BillingMode"] == "PAY_PER_REQUEST"
        for kind in ("LocalSecondaryIndexes", "GlobalSecondaryIndexes"):
            found = {one["IndexName"]: one["KeySchema"] for one in made.get(kind, ())}
            assert found == {one["IndexName"]: one["KeySchema"] for one in wanted_.get(kind, ())}
    for resource in load("tables").resources.values():
        properties = resource["Properties"]
        assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert properties["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
        assert properties["DeletionProtectionEnabled"] == {"Fn::If": ["IsProd", True, False]}


def test_queues_are_fifo_and_dead_letters_are_kept(aws: Deployed) -> None:
    sqs = aws.client("sqs")
    for name in (aws.outputs["EventsQueueName"], aws.outputs["DeadEventsQueueName"]):
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        said = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        assert (said["FifoQueue"], said["MessageRetentionPeriod"]) == ("true", "1209600")
    # The emulator drops redrive policies; a dead letter keeps its first date, so it has to be kept for longer.
    assert sqs.get_queue_url(QueueName=aws.outputs["TaskEventsQueue"])
    worker = load("worker").resources
    assert worker["TaskEvents"]["Properties"]["RedrivePolicy"]["maxReceiveCount"] == 5
    kept = [worker[name]["Properties"]["MessageRetentionPeriod"] for name in ("TaskEvents", "LostTaskEvents")]
    assert kept[0] < kept[1]


def test_containers_run_as_they_should(aws: Deployed) -> None:
    ecs = aws.client("ecs")
    run = ecs.describe_task_definition(taskDefinition=aws.outputs["RunTaskArn"])["taskDefinition"]
    container = run["containerDefinitions"][0]
    assert (container["essential"], container["image"], container["readonlyRootFilesystem"]) == (True, IMAGE, True)
    services = ecs.list_services(cluster=aws.outputs["ClusterArn"])["serviceArns"]
    assert len(services) == 3  # Prefect's server, the worker, the pages


def test_functions_and_the_gateway_are_wired(aws: Deployed) -> None:
    function = aws.client("lambda").get_function(FunctionName=aws.outputs["DoorFunction"])["Configuration"]
    assert (function["PackageType"], function["Timeout"], function["MemorySize"]) == ("Image", 29, 1769)
    variables = function["Environment"]["Variables"]
    assert variables["REVIVE_ENVIRONMENT"] == "dev"
    assert "PREFECT_API_AUTH_STRING" not in variables  # only where it is
    assert variables["REVIVE_SECRET_ARNS"].startswith("PREFECT_API_AUTH_STRING=")  # and on AWS the ARN
    gateway = aws.client("apigatewayv2")
    routes = {one["RouteKey"] for one in gateway.get_routes(ApiId=aws.outputs["ApiId"])["Items"]}
    assert {"POST /upload", "POST /events", "GET /ready"} <= routes
    stage = gateway.get_stage(ApiId=aws.outputs["ApiId"], StageName="$default")
    assert stage["AutoDeploy"]
    # The emulator drops throttling and the log's format.
    said = load("doors").resources["Stage"]["Properties"]
    assert said["DefaultRouteSettings"]["ThrottlingRateLimit"] == {"Ref": "RequestsPerSecond"}
    assert "$context.requestId" in said["AccessLogSettings"]["Format"]


def test_each_alarm_says_what_to_do_and_tells_somebody(aws: Deployed) -> None:
    alarms = aws.client("cloudwatch").describe_alarms()["MetricAlarms"]
    assert len(alarms) == sum("Alarm" in one["Type"] for one in load("monitoring").resources.values())
    assert all(one["AlarmActions"] == [aws.outputs["AlertsTopic"]] for one in alarms)
    body = aws.client("cloudwatch").get_dashboard(DashboardName="revive-dev")["DashboardBody"]
    assert len(json.loads(body)["widgets"]) == 7


def test_roles_are_bounded(aws: Deployed) -> None:
    roles = aws.client("iam").list_roles()["Roles"]
    ours = [one for one in roles if one["RoleName"].startswith("revive-dev-")]
    assert len(ours) >= 6
    made = [
        resource["Properties"]
        for name in wanted(aws.account)
        for resource in load(name).resources.values()
        if resource["Type"] == "AWS::IAM::Role"
    ]
    assert {str(one["PermissionsBoundary"]) for one in made} == {"{'Ref': 'BoundaryArn'}"}  # the emulator drops it


def test_the_program_works_on_what_was_made(
    aws: Deployed,
    bedrock: Bedrock,
    revive: Revive,
    customers_csv: Callable[[int], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    prefect_api: str,
) -> None:
    assert prefect_api
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path / "revive"))
    monkeypatch.setenv("REVIVE_ARTIFACTS_URL", aws.outputs["ArtifactsUrl"])
    monkeypatch.setenv("REVIVE_RECORDS_URL", aws.outputs["RecordsUrl"])
    monkeypatch.setenv("REVIVE_QUEUE_URL", aws.outputs["QueuesUrl"])
    monkeypatch.setenv("AWS_ENDPOINT_URL", aws.url)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEYS["aws_access_key_id"])
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", KEYS["aws_secret_access_key"])
    monkeypatch.setenv("AWS_DEFAULT_REGION", KEYS["region_name"])
    tables = set(aws.client("dynamodb").list_tables()["TableNames"])
    done = revive("winback", str(customers_csv(10)), "--upload-id", "u", "--json", timeout=400)
    assert done.code == 0, done.err
    assert json.loads(done.out)["completed"] == 10
    assert bedrock.paid == 20
    keys = [one["Key"] for one in aws.client("s3").list_objects_v2(Bucket=aws.outputs["ArtifactsBucket"])["Contents"]]
    assert all(key.startswith("revive/") for key in keys)  # as the role's policy has it
    assert "revive/results/u/status.json" in keys
    events = tmp_path / "events.jsonl"
    events.write_text("".join(json.dumps(event(number)) + "\n" for number in range(5)))
    bedrock.faults(answer_by_tool=ANSWERS)
    loaded = revive("upsell", "load", str(events), timeout=400)
    assert loaded.code == 0, loaded.err
    drained = revive("upsell", "run", "--drain", "--as-of", AS_OF, "--json", timeout=400)
    assert drained.code == 0, drained.err
    assert json.loads(drained.out)["completed"] == 5
    # Nothing was made beside what the templates have, so that a role without the right to make tables is enough.
    assert set(aws.client("dynamodb").list_tables()["TableNames"]) == tables


def test_deploying_again_changes_nothing_and_a_plan_shows_what_would(aws: Deployed) -> None:
    stacks, name = aws.stacks(), aws.account.stack("queues")
    template = load("queues")
    parameters = given(template, aws.account, aws.outputs)
    changed = parse("queues", template.text.replace("VisibilityTimeout: 300", "VisibilityTimeout: 301", 1))
    planned = stacks.plan(name, changed, parameters)
    assert [str(one) for one in planned.changes] == ["Modify Events (AWS::SQS::Queue)"]
    stacks.forget(planned)
    sqs = aws.client("sqs")
    url = sqs.get_queue_url(QueueName=aws.outputs["EventsQueueName"])["QueueUrl"]
    said = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"]
    assert said == {"VisibilityTimeout": "300"}


def test_prod_asks_and_a_no_leaves_everything_as_it_was(aws: Deployed) -> None:
    prod = dataclasses.replace(read_account("prod"), parameters={**read_account("prod").parameters, **MADE})
    with pytest.raises(ReviveError, match="stopped by you"):
        deploy(prod, IMAGE, aws.stacks(), plan=False, say=print, ask=lambda _: False)
    assert aws.stacks().outputs("revive-prod-secrets") == {}
    with pytest.raises(BadInputError, match="prod is not torn down"):
        teardown(prod, aws.stacks(), print)


def test_what_fails_is_rolled_back_and_says_why(aws: Deployed) -> None:
    broken = "Resources:\n  A: {Type: 'AWS::SQS::Queue'}\n  B: {Type: 'AWS::Nowhere::Thing', DependsOn: A}\n"
    stacks = aws.stacks()
    for _ in range(2):  # and a stack that could not be made is no obstacle to the next try
        planned = stacks.plan("revive-dev-broken", parse("broken", broken), {})
        with pytest.raises(ReviveError, match="revive-dev-broken was rolled back: B: "):
            stacks.carry_out(planned)


def test_torn_down_nothing_is_left_but_what_is_kept(aws: Deployed) -> None:
    """The last test: it takes the account away."""
    teardown(aws.account, aws.stacks(), print)
    assert [name for name in wanted(aws.account) if aws.stacks().status(aws.account.stack(name)) is not None] == []
    assert aws.client("ecs").list_clusters()["clusterArns"] == []
    assert aws.client("lambda").list_functions()["Functions"] == []
    # The emulator knows no deletion policy, by which AWS keeps these.
    kept = [load("data").resources["Artifacts"], load("audit").resources["Logs"], *load("tables").resources.values()]
    assert {one["DeletionPolicy"] for one in kept} == {"Retain", "RetainExceptOnCreate"}
