"""Spans sent to an OpenTelemetry collector over OTLP/HTTP, where `OTEL_EXPORTER_OTLP_ENDPOINT` names one.

What it makes is an `agents.core.tracing.Tracer`. The SDK reads its other variables (headers, compression, sampling,
`OTEL_SERVICE_NAME`) by itself. It is imported only here and only then: 0.3 s and 20 MB.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Literal

from schemas.environment import EnvironmentSpec

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

Attributes = Mapping[str, str | int | float | bool | tuple[str, ...] | None]
_LAST_S = 3.0  # that the end of a process waits for the collector
_EXPORT_S = 5.0
_log = logging.getLogger(__name__)


class OtlpSpan:
    """A span that is under way."""

    def __init__(self, span: "Span") -> None:
        self._span = span

    def note(self, attributes: Attributes) -> None:
        """Add what is known of it; None is left out."""
        self._span.set_attributes({name: value for name, value in attributes.items() if value is not None})


class OtlpTracer:
    """Begins spans. They are sent in the background; what a collector that is away does not take is dropped."""

    def __init__(self, provider: "TracerProvider") -> None:
        from opentelemetry import trace  # noqa: PLC0415 -- see above

        self._tracer = provider.get_tracer("revive")
        self._kinds: dict[str, Any] = {kind.name.lower(): kind for kind in trace.SpanKind}
        self._error = trace.Status(trace.StatusCode.ERROR)

    @contextmanager
    def span(
        self, name: str, attributes: Attributes, kind: Literal["internal", "client", "server"] = "internal"
    ) -> Iterator[OtlpSpan]:
        """A span until the block ends."""
        # An exception's message may hold words of a question, so only its type is noted.
        with self._tracer.start_as_current_span(
            name, kind=self._kinds[kind], record_exception=False, set_status_on_exception=False
        ) as begun:
            span = OtlpSpan(begun)
            span.note(attributes)
            try:
                yield span
            except BaseException as error:
                begun.set_status(self._error)
                if "error.type" not in (getattr(begun, "attributes", None) or {}):
                    span.note({"error.type": type(error).__name__})
                raise


@asynccontextmanager
async def open_otlp(environment: EnvironmentSpec) -> AsyncIterator[OtlpTracer]:
    """A tracer for the life of a process; what is not sent by its end is sent then, for a few seconds."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 -- see above
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 -- same
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 -- same
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 -- same

    # What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say goes before these.
    resource = Resource({"service.name": "revive", "deployment.environment.name": environment.name}).merge(
        Resource.create()
    )
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=_EXPORT_S)))
    try:
        yield OtlpTracer(provider)
    finally:
        try:
            async with asyncio.timeout(_LAST_S):
                await asyncio.to_thread(provider.shutdown)
        except TimeoutError:
            _log.warning("the last spans were not taken by the collector within %.0f s", _LAST_S)
