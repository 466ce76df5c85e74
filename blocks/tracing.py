"""Spans and metrics sent to an OpenTelemetry collector over OTLP/HTTP, where `OTEL_EXPORTER_OTLP_ENDPOINT` names one.

What it makes is an `agents.core.tracing.Tracer` and a `Meter`. The SDK reads its other variables (headers,
compression, sampling, `OTEL_SERVICE_NAME`) by itself. It is imported only here and only then: 0.3 s and 20 MB.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING, Any, Literal

from schemas.environment import EnvironmentSpec

if TYPE_CHECKING:
    from opentelemetry.metrics import Counter, Histogram
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

Attributes = Mapping[str, str | int | float | bool | tuple[str, ...] | None]
_LAST_S = 3.0  # that the end of a process waits for the collector
_EXPORT_S = 5.0
# As the conventions advise for gen_ai.client.inference.duration.
_BUCKETS_S = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
_log = logging.getLogger(__name__)


class OtlpSpan:
    """A span that is under way."""

    def __init__(self, span: "Span") -> None:
        self._span = span

    def note(self, attributes: Attributes) -> None:
        """Add what is known of it; None is left out."""
        self._span.set_attributes(_known(attributes))


def _known(attributes: Attributes) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}


class OtlpTracer:
    """Begins spans. They are sent in the background; what a collector that is away does not take is dropped."""

    def __init__(self, provider: "TracerProvider", meters: "MeterProvider") -> None:
        from opentelemetry import trace  # noqa: PLC0415 -- see above

        self._tracer = provider.get_tracer("revive")
        self._kinds: dict[str, Any] = {kind.name.lower(): kind for kind in trace.SpanKind}
        self._meter = meters.get_meter("revive")
        self._counters: dict[str, Counter] = {}
        self._histograms: dict[str, Histogram] = {}
        self._error = trace.Status(trace.StatusCode.ERROR)

    def count(self, name: str, value: int, attributes: Attributes) -> None:
        """Add to a counter, of tokens."""
        if name not in self._counters:
            self._counters[name] = self._meter.create_counter(name, unit="{token}")
        self._counters[name].add(value, _known(attributes))

    def time(self, name: str, seconds: float, attributes: Attributes) -> None:
        """Put a duration into a histogram."""
        if name not in self._histograms:
            self._histograms[name] = self._meter.create_histogram(
                name, unit="s", explicit_bucket_boundaries_advisory=_BUCKETS_S
            )
        self._histograms[name].record(seconds, _known(attributes))

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
async def open_otlp(environment: EnvironmentSpec, *, metered: bool = False) -> AsyncIterator[OtlpTracer]:
    """A tracer for the life of a process; what is not sent by its end is sent then, for a few seconds."""
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter  # noqa: PLC0415 -- see above
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 -- same
    from opentelemetry.sdk.metrics import MeterProvider  # noqa: PLC0415 -- same
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader  # noqa: PLC0415 -- same
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 -- same
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 -- same
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 -- same

    # What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say goes before these.
    resource = Resource({"service.name": "revive", "deployment.environment.name": environment.name}).merge(
        Resource.create()
    )
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=_EXPORT_S)))
    readers = [PeriodicExportingMetricReader(OTLPMetricExporter(timeout=_EXPORT_S))] if metered else []
    meters = MeterProvider(readers, resource, shutdown_on_exit=False)
    try:
        yield OtlpTracer(provider, meters)
    finally:
        try:
            async with asyncio.timeout(_LAST_S):
                await asyncio.gather(asyncio.to_thread(provider.shutdown), asyncio.to_thread(meters.shutdown))
        except TimeoutError:
            _log.warning("the last spans and metrics were not taken by the collector within %.0f s", _LAST_S)
