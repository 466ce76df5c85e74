"""Spans of a live answer, received over OTLP on loopback."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from fakes.bedrock import FakeBedrock
from fakes.support_desk import quick_desk
from fakes.web_server import serving
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from schemas.support.interaction import Asked
from tasks.support.answering import reply_to

KEY = "AK" + "IA" + "ABCDEFGHIJKLMNO7"
RECEIVED: list[Span] = []
RAW: list[bytes] = []
MEASURED: dict[str, Metric] = {}


class _Receiver(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        RAW.append(body)
        if self.path == "/v1/metrics":
            for resources in ExportMetricsServiceRequest.FromString(body).resource_metrics:
                MEASURED.update({one.name: one for scope in resources.scope_metrics for one in scope.metrics})
            body = b""
        for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
            RECEIVED.extend(span for scope in resource.scope_spans for span in scope.spans)
        self.send_response(200 if self.path in ("/v1/traces", "/v1/metrics") else 404)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the signature of the standard library
        """Say nothing."""


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    RECEIVED.clear()
    RAW.clear()
    MEASURED.clear()
    with serving(_Receiver) as address:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://{address}")
        yield address


def noted(span: Span) -> dict[str, object]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in span.attributes}


async def test_an_answer_is_a_trace_of_its_stages_and_calls_without_a_word_that_was_said(
    receiver: str, fake: FakeBedrock, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert receiver
    async with quick_desk(monkeypatch, tmp_path_factory.getbasetemp()) as desk:
        reply = await reply_to(Asked(question="How do I enlarge a zanzibar EBS volume?"), desk)
        await reply_to(Asked(question=f"why is {KEY} inactive?"), desk)
    assert fake.stats.paid > 0
    roots = [span for span in RECEIVED if not span.parent_span_id]
    answered, blocked = (next(s for s in roots if noted(s)["revive.outcome"] == o) for o in (reply.outcome, "blocked"))
    assert answered.name == "invoke_agent support"
    assert noted(answered)["gen_ai.conversation.id"] == reply.session_id
    assert noted(answered)["revive.interaction.id"] == reply.interaction_id
    mine = [span for span in RECEIVED if span.trace_id == answered.trace_id]
    assert {"guardrails", "intent", "retrieve", "generate"} <= {span.name for span in mine}
    calls = [span for span in mine if span.name.startswith("chat ")]
    generate = next(span for span in mine if span.name == "generate")
    assert {span.parent_span_id for span in calls} == {generate.span_id}
    assert {noted(span)["gen_ai.provider.name"] for span in calls} == {"aws.bedrock"}
    assert [span.name for span in RECEIVED if span.trace_id == blocked.trace_id] == [
        "guardrails",
        "invoke_agent support",
    ]
    took = MEASURED["gen_ai.client.inference.duration"]
    assert (took.unit, sum(point.count for point in took.histogram.data_points)) == ("s", fake.stats.calls)
    tokens = MEASURED["gen_ai.client.inference.usage.input_tokens"].sum
    assert tokens.is_monotonic
    assert sum(point.as_int for point in tokens.data_points) == fake.stats.input_tokens
    assert {one.key for point in tokens.data_points for one in point.attributes} == {
        "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.agent.name",
    }  # fmt: skip
    sent = b"".join(RAW)
    for secret in (b"zanzibar", KEY.encode(), b"planted-secret", reply.answer.encode()):
        assert secret not in sent


async def test_a_collector_that_is_away_keeps_nobody_waiting(
    fake: FakeBedrock, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fake.url
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    monkeypatch.setattr("blocks.tracing._LAST_S", 0.2)
    async with asyncio.timeout(10), quick_desk(monkeypatch, tmp_path_factory.getbasetemp()) as desk:
        reply = await reply_to(Asked(question="How do I enlarge an EBS volume?"), desk)
    assert reply.session_id


def test_without_a_collector_nothing_of_it_is_imported(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys\nfrom tasks.support.desk import open_desk\n"
        "async def main():\n    async with open_desk('local'):\n        pass\n"
        "asyncio.run(main())\nprint([name for name in sys.modules if name.startswith('opentelemetry.exporter')])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"REVIVE_HOME": str(tmp_path)}, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    assert ran.stdout.strip() == "[]"
