"""What the Bedrock adapter sends and how it reads what comes back."""

import socket
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

import pytest
from botocore.exceptions import ClientError
from fakes.bedrock import FakeBedrock, Faults
from fakes.web_server import serving

from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.core.prices import price_of
from agents.models.bedrock import BedrockModel, open_bedrock
from agents.models.converse import body_of, reply_of
from schemas.agent import Draft, ModelRequest, SamplingSettings, Usage
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError
from schemas.winback.churn_analysis import ChurnAnalysisInput

NOVA = "amazon.nova-lite-v1:0"


@pytest.fixture
def request_(inputs: ChurnAnalysisInput) -> ModelRequest:
    schema = {"type": "object", "properties": {"category": {"type": "string"}}, "required": ["category"]}
    settings = SamplingSettings(temperature=0.5, max_tokens=99)
    return ModelRequest("churn-analysis", inputs, "You analyse.", "Why?", "ChurnAnalysis", schema, settings)


def with_drafts(request: ModelRequest, *drafts: Draft) -> ModelRequest:
    return ModelRequest(
        agent=request.agent,
        inputs=request.inputs,
        system=request.system,
        user=request.user,
        output_name=request.output_name,
        output_schema=request.output_schema,
        settings=request.settings,
        drafts=drafts,
    )


def draft(output: object, text: str = "") -> Draft:
    return Draft(output=output, text=text, violation="it is wrong", usage=Usage(), cost_usd=0.0, latency_s=0.1)


async def ask(request: ModelRequest, aws: AwsIdentity | None = None, *, real_calls: bool = False) -> Any:
    identity = aws or AwsIdentity()
    async with open_bedrock(NOVA, identity, concurrency=1, timeout_s=5, real_calls=real_calls) as model:
        return await model.call(request)


# What is sent


async def test_one_call_over_http(fake: FakeBedrock, request_: ModelRequest) -> None:
    reply = await ask(request_)
    assert set(reply.output) == {"category"}
    assert reply.stop == "end"
    assert reply.usage.input_tokens > 0
    (sent,) = fake.requests
    assert sent == body_of(request_, NOVA)


@pytest.mark.parametrize(("model", "characters", "marked"), [
    (NOVA, 3_999, False), (NOVA, 4_000, True), ("meta.llama3-70b-instruct-v1:0", 90_000, False),
    ("eu.anthropic.claude-haiku-4-5-20251001-v1:0", 8_000, False),
    ("global.anthropic.claude-sonnet-4-5-20250929-v1:0", 4_096, True),
])  # fmt: skip
def test_a_long_beginning_is_marked_for_keeping(
    request_: ModelRequest,
    model: str,
    characters: int,
    marked: bool,  # noqa: FBT001 -- a case
) -> None:
    system = body_of(replace(request_, system="x" * characters), model)["system"]
    assert (system[1:] == [{"cachePoint": {"type": "default"}}]) == marked


async def test_what_was_kept_costs_less(fake: FakeBedrock, request_: ModelRequest) -> None:
    long = replace(request_, system="You analyse. " * 2_000)
    first, second = (await ask(long)).usage, (await ask(long)).usage
    assert fake.stats.paid == 2
    assert first.input_tokens == second.input_tokens > first.cache_write_tokens == second.cache_read_tokens > 5_000
    price = price_of(f"bedrock:{NOVA}")
    assert price is not None
    assert price(second) < price(first) / 2


@pytest.mark.parametrize("output", [None, "words", ["a", "list"], 3])
def test_an_answer_that_is_no_object_goes_back_as_text(output: object, request_: ModelRequest) -> None:
    body = body_of(with_drafts(request_, draft(output, "I would say pricing.")), NOVA)
    first, answer, said = body["messages"]
    assert first["content"] == [{"text": "Why?"}]
    assert answer == {"role": "assistant", "content": [{"text": "I would say pricing."}]}
    assert said["role"] == "user"
    assert "it is wrong" in said["content"][0]["text"]


@pytest.mark.parametrize("text", ["", " \n "])
def test_an_empty_answer_goes_back_as_words_that_converse_takes(text: str, request_: ModelRequest) -> None:
    _, answer, _ = body_of(with_drafts(request_, draft(None, text)), NOVA)["messages"]
    assert answer["content"][0]["text"].strip()


async def test_every_kind_of_draft_is_a_conversation_that_bedrock_takes(
    fake: FakeBedrock, request_: ModelRequest
) -> None:
    await ask(with_drafts(request_, draft({"category": 1}), draft(None, "pricing"), draft({}), draft(None)))
    assert fake.stats.paid == 1


async def test_a_given_identity_goes_before_the_environment(fake: FakeBedrock, request_: ModelRequest) -> None:
    wrong = AwsIdentity(region="eu-west-1", access_key_id="AKIAWRONG", secret_access_key="planted")
    with pytest.raises(BadInputError, match="UnrecognizedClientException"):
        await ask(request_, wrong)
    assert fake.stats.paid == 0


async def test_a_given_region_is_enough(
    fake: FakeBedrock, request_: ModelRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_REGION")
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    await ask(request_, AwsIdentity(region="eu-west-1"))
    assert fake.stats.paid == 1


@pytest.mark.parametrize("region", [None, ""])
async def test_without_a_region_it_says_what_to_set(
    request_: ModelRequest, monkeypatch: pytest.MonkeyPatch, region: str | None
) -> None:
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name) if region is None else monkeypatch.setenv(name, region)
    with pytest.raises(BadInputError, match=r"no AWS region; set AWS_REGION$"):
        await ask(request_, AwsIdentity(region=region))


async def test_a_profile_brings_its_credentials(
    fake: FakeBedrock, request_: ModelRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config"
    config.write_text("[profile sales]\naws_access_key_id = AKIAWRONG\naws_secret_access_key = planted\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    with pytest.raises(BadInputError, match="UnrecognizedClientException"):
        await ask(request_, AwsIdentity(profile="sales"))
    with pytest.raises(BadInputError, match=r"^bedrock:amazon.nova-lite-v1:0: .*other.*could not be found$"):
        await ask(request_, AwsIdentity(profile="other"))
    assert fake.stats.paid == 0


# The switch


@pytest.mark.parametrize("url", [None, "http://bedrock.invalid", "http://127.0.0.1.invalid:9"])
async def test_forbidden_real_calls_are_refused_before_any_connection(
    url: str | None, request_: ModelRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url)
    looked_up: list[object] = []

    def no_network(host: object, *_: object, **__: object) -> None:
        looked_up.append(host)
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    with pytest.raises(BadInputError, match="REVIVE_REAL_MODEL_CALLS=forbid"):
        await ask(request_)
    assert looked_up == []
    with pytest.raises(ModelUnavailableError):
        await ask(request_, real_calls=True)  # else nothing above could fail
    assert looked_up


async def test_allowed_real_calls_go_where_the_endpoint_says(fake: FakeBedrock, request_: ModelRequest) -> None:
    await ask(request_, real_calls=True)
    assert fake.stats.paid == 1


@pytest.mark.parametrize("url", ["not a url", "bedrock.internal:8080"])
async def test_an_endpoint_that_is_no_url_is_bad_input(
    url: str, request_: ModelRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url)
    with pytest.raises(BadInputError):
        await ask(request_)


# What comes back


def _fault(error: ClientError) -> Exception:
    model = BedrockModel(None, None, "m", 5)  # type: ignore[arg-type]  # nothing is sent
    return model._from_service(error)


def refusal(code: str, message: str = "no", status: int = 400) -> ClientError:
    answer: Any = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(answer, "Converse")


@pytest.mark.parametrize(
    ("code", "status", "fault", "maybe_paid"),
    [
        ("ThrottlingException", 429, "throttled", False),
        ("TooManyRequestsException", 429, "throttled", False),
        ("ServiceQuotaExceededException", 400, "throttled", False),
        ("ServiceUnavailableException", 503, "server", False),
        ("InternalServerException", 500, "server", False),
        ("ModelNotReadyException", 429, "server", False),
        ("ModelErrorException", 424, "server", False),
        ("ModelTimeoutException", 408, "timeout", True),
        ("Unheard", 429, "throttled", False),
        ("Unheard", 502, "server", False),
        ("", 504, "server", False),
    ],
)
def test_passing_faults(code: str, status: int, fault: str, maybe_paid: bool) -> None:  # noqa: FBT001 -- same
    error = _fault(refusal(code, "wait", status))
    assert isinstance(error, ModelUnavailableError)
    assert (error.fault, error.maybe_paid) == (fault, maybe_paid)
    assert str(error) == f"bedrock:m: {code}: wait"


@pytest.mark.parametrize(
    ("code", "message", "advice"),
    [
        ("AccessDeniedException", "no access", "IAM policy"),
        ("ExpiredTokenException", "expired", "renew"),
        ("InvalidSignatureException", "does not match", "credentials"),
        ("IncompleteSignatureException", "incomplete", "credentials"),
        ("MissingAuthenticationTokenException", "missing", "credentials"),
        ("UnrecognizedClientException", "invalid token", "credentials"),
        ("ResourceNotFoundException", "not found", "model id and the region"),
        ("ValidationException", "The provided model identifier is invalid.", "model id and the region"),
        ("ValidationException", "Invocation with on-demand throughput isn't supported.", "model id and the region"),
    ],
)
def test_faults_of_the_configuration(code: str, message: str, advice: str) -> None:
    error = _fault(refusal(code, message))
    assert isinstance(error, BadInputError)
    assert advice in str(error)


def test_any_other_refusal_is_about_this_request() -> None:
    error = _fault(refusal("ValidationException", "input\n is \t too long"))
    assert isinstance(error, CallRejectedError)
    assert str(error) == "bedrock:m: ValidationException: input is too long"
    assert len(str(_fault(refusal("ValidationException", "x" * 10_000)))) < 400


USAGE = {"inputTokens": 3, "outputTokens": 4}


def response(*content: dict[str, Any], stop: str = "tool_use") -> dict[str, Any]:
    return {"output": {"message": {"content": list(content)}}, "stopReason": stop, "usage": USAGE}


def test_a_tool_answer_beside_words(request_: ModelRequest) -> None:
    said = response({"text": "Let me "}, {"toolUse": {"input": {"a": 1}}}, {"text": "see."})
    reply = reply_of(said, request_, "bedrock:m")
    assert reply.output == {"a": 1}
    assert reply.text == "Let me see."
    assert reply.usage == Usage(input_tokens=3, output_tokens=4)
    assert reply.stop == "end"


def test_words_alone_and_nothing_at_all(request_: ModelRequest) -> None:
    assert reply_of(response({"text": "hm"}, stop="end_turn"), request_, "bedrock:m").output is None
    assert reply_of(response(stop="end_turn"), request_, "bedrock:m").text == ""
    assert reply_of(response(stop="max_tokens"), request_, "bedrock:m").stop == "max_tokens"


@pytest.mark.parametrize("stop", ["guardrail_intervened", "content_filtered"])
async def test_a_blocked_answer_says_by_what_and_what_it_took(
    stop: str, fake: FakeBedrock, request_: ModelRequest
) -> None:
    fake.faults.change({"stop": stop, "usage": {"inputTokens": 30, "outputTokens": 40}})
    reply = await ask(request_)
    assert (reply.stop, reply.text, reply.output) == ("blocked", f"the answer was blocked ({stop})", None)
    assert reply.usage == Usage(input_tokens=30, output_tokens=40)


MALFORMED: list[Any] = [
    {},
    [],
    "words",
    {"role": "assistant"},
    {"role": "assistant", "content": None},
    {"role": "assistant", "content": "words"},
    {"role": "assistant", "content": {"text": "words"}},
    {"role": "assistant", "content": [None]},
    {"role": "assistant", "content": ["words"]},
    {"role": "assistant", "content": [{}]},
    {"role": "assistant", "content": [{"toolUse": "words"}]},
    {"role": "assistant", "content": [{"toolUse": {"name": "ChurnAnalysis"}}]},
    {"role": "assistant", "content": [{"unheardOf": {}}]},
    {"role": "assistant", "content": [{"text": {"words": 1}}]},
]


@pytest.mark.parametrize("message", MALFORMED, ids=str)
async def test_an_answer_of_another_shape_is_paid_for_and_holds_nothing(
    message: object, fake: FakeBedrock, request_: ModelRequest
) -> None:
    fake.faults.change({"message": message, "usage": {"inputTokens": 30, "outputTokens": 40}})
    reply = await ask(request_)
    assert (reply.output, reply.stop) == (None, "end")
    assert reply.usage == Usage(input_tokens=30, output_tokens=40)


async def test_an_answer_beside_a_thought_in_one_block_is_read(fake: FakeBedrock, request_: ModelRequest) -> None:
    both = {"text": "I think", "toolUse": {"toolUseId": "t", "name": "ChurnAnalysis", "input": {"category": "x"}}}
    fake.faults.message = {"role": "assistant", "content": [both]}
    assert (await ask(request_)).output == {"category": "x"}


@pytest.mark.parametrize(
    "response_", [{}, [], None, "words", {"usage": USAGE}, {"stopReason": 3}, {"stopReason": None}]
)
def test_an_answer_that_arrived_in_part_may_have_been_paid(response_: object, request_: ModelRequest) -> None:
    with pytest.raises(ModelUnavailableError) as cut:
        reply_of(response_, request_, "bedrock:m")
    assert cut.value.maybe_paid


# Settings that a model does not take


class _Redirecting(BaseHTTPRequestHandler):
    """An endpoint that sends whoever asks to another one."""

    asked: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(self.path)
        self.send_response(307)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name there
        """Say nothing."""


async def test_an_endpoint_that_redirects_ends_the_run(monkeypatch: pytest.MonkeyPatch, request_: ModelRequest) -> None:
    with serving(_Redirecting) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", f"http://{address}")
        with pytest.raises(BadInputError, match="redirects elsewhere"):
            await ask(request_)
    assert len(_Redirecting.asked) == 1


@pytest.mark.parametrize("refused", [["temperature"], ["toolChoice"], ["temperature", "toolChoice"]], ids="+".join)
async def test_what_a_model_refuses_is_left_out_from_then_on(
    refused: list[str], fake: FakeBedrock, request_: ModelRequest
) -> None:
    fake.faults.refuse = refused
    async with open_bedrock(NOVA, AwsIdentity(), concurrency=1, timeout_s=5, real_calls=False) as model:
        for _ in range(3):
            assert (await model.call(request_)).output is not None
    assert fake.stats.calls == 3 + len(refused)
    for sent in fake.requests:
        assert ("temperature" in sent["inferenceConfig"]) == ("temperature" not in refused)
        assert ("toolChoice" in sent["toolConfig"]) == ("toolChoice" not in refused)


@pytest.mark.parametrize(
    "message",
    [
        "This model doesn't support the temperature field. Remove temperature and try again.",
        "Malformed input request: extraneous key [temperature] is not permitted, please reformat your input.",
        "The model returned the following errors: `temperature` is deprecated for this model.",
        "temperature: out of the question",
        "Thinking may not be enabled when tool_choice forces tool use.",
        "This model doesn't support tool use.",
        "This model does not support system messages.",
    ],
)
async def test_what_is_refused_still_ends_the_run_with_the_providers_words(
    message: str, fake: FakeBedrock, request_: ModelRequest
) -> None:
    fake.faults.stubborn = message
    with pytest.raises(BadInputError) as refused:
        await ask(request_)
    assert message in str(refused.value)
    assert fake.stats.calls <= 2


async def test_once_it_has_answered_a_refusal_is_about_this_customer(fake: FakeBedrock, request_: ModelRequest) -> None:
    async with open_bedrock(NOVA, AwsIdentity(), concurrency=1, timeout_s=5, real_calls=False) as model:
        await model.call(request_)
        fake.faults.stubborn = "The language of this text is not supported."
        with pytest.raises(CallRejectedError):
            await model.call(request_)


# Time


async def test_a_dripping_answer_ends_at_the_deadline(fake: FakeBedrock, request_: ModelRequest) -> None:
    async with open_bedrock(NOVA, AwsIdentity(), concurrency=1, timeout_s=0.5, real_calls=False) as model:
        await model.call(request_)
        fake.faults.drip = 0.05
        started = monotonic()
        with pytest.raises(ModelUnavailableError, match="no answer in time") as late:
            await model.call(request_)
    assert monotonic() - started < 2
    assert late.value.maybe_paid


@pytest.mark.parametrize("fault", ["throttle", "unavailable"])
async def test_when_to_come_again_is_told(fault: str, fake: FakeBedrock, request_: ModelRequest) -> None:
    fake.faults.change({fault: 1, "retry_after": "7"})
    with pytest.raises(ModelUnavailableError) as later:
        await ask(request_)
    assert later.value.retry_after_s == 7


async def test_one_attempt_per_call(fake: FakeBedrock, request_: ModelRequest) -> None:
    fake.faults = Faults(unavailable=1)
    with pytest.raises(ModelUnavailableError):
        await ask(request_)
    assert fake.stats.calls == 1
