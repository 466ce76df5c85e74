"""OpenTelemetry's names for generative AI, in one place: they still move.

As of semantic conventions 1.41 (https://github.com/open-telemetry/semantic-conventions-genai), without those that hold
words of people or models.
"""

from agents.core.tracing import Value
from schemas.agent import ModelReply, ModelRequest

OPERATION = "gen_ai.operation.name"
PROVIDER = "gen_ai.provider.name"
AGENT, AGENT_VERSION = "gen_ai.agent.name", "gen_ai.agent.version"
CONVERSATION = "gen_ai.conversation.id"
DATA_SOURCE = "gen_ai.data_source.id"
REQUEST_MODEL, RESPONSE_MODEL = "gen_ai.request.model", "gen_ai.response.model"
MAX_TOKENS, TEMPERATURE, STREAM = (
    "gen_ai.request.max_tokens",
    "gen_ai.request.temperature",
    "gen_ai.request.stream",
)
FINISH_REASONS, FIRST_CHUNK_S = "gen_ai.response.finish_reasons", "gen_ai.response.time_to_first_chunk"
INPUT_TOKENS, OUTPUT_TOKENS = "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"
CACHE_READ, CACHE_WRITE = "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_creation.input_tokens"
# Metrics: gen-ai-metrics and gen-ai-token-metrics of the same conventions.
DURATION = "gen_ai.client.inference.duration"
INPUT_USAGE, OUTPUT_USAGE = "gen_ai.client.inference.usage.input_tokens", "gen_ai.client.inference.usage.output_tokens"
SCORE = "gen_ai.evaluation.score.value"
ERROR = "error.type"

CHAT, INVOKE_AGENT, RETRIEVAL = "chat", "invoke_agent", "retrieval"
_PROVIDERS = {"bedrock": "aws.bedrock", "openai": "openai"}
_FINISHED = {"end": "stop", "max_tokens": "length", "blocked": "content_filter"}


def request_attributes(model: str, request: ModelRequest, *, stream: bool) -> dict[str, Value | None]:
    """What is known before a call; `model` with its provider, as results are recorded."""
    provider, _, model_id = model.partition(":")
    return {
        OPERATION: CHAT,
        PROVIDER: _PROVIDERS.get(provider, provider),
        REQUEST_MODEL: model_id,
        AGENT: request.agent,
        MAX_TOKENS: request.settings.max_tokens,
        TEMPERATURE: request.settings.temperature,
        STREAM: stream or None,
    }


def reply_attributes(reply: ModelReply) -> dict[str, Value | None]:
    """What is known after it."""
    usage = reply.usage
    return {
        FINISH_REASONS: ("tool_calls",) if reply.tool_uses else (_FINISHED[reply.stop],),
        INPUT_TOKENS: usage.input_tokens,
        OUTPUT_TOKENS: usage.output_tokens,
        CACHE_READ: usage.cache_read_tokens or None,
        CACHE_WRITE: usage.cache_write_tokens or None,
    }
