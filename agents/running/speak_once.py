"""One attempt to be heard. What was heard cannot be taken back, so nothing is retried after it."""

from collections.abc import Callable

from agents.core.failures import StreamBrokenError
from agents.core.model import ModelUnavailableError, Speaker
from agents.core.service_limiter import LiveAdmission
from schemas.agent import ModelReply, ModelRequest


async def speak_once(
    speaker: Speaker,
    request: ModelRequest,
    say: Callable[[str], None],
    heard: Callable[[], bool],
    admission: LiveAdmission,
) -> ModelReply:
    """See `Speaker.speak`. A stream that breaks after something was heard counts for the model's circuit.

    Raises `StreamBrokenError` for it, which nobody retries, and `ModelUnavailableError` if nothing was heard.
    """
    try:
        return await speaker.speak(request, say)
    except ModelUnavailableError as fault:
        if not heard():
            raise
        broken = StreamBrokenError(str(fault))
        admission.failed(broken)
        raise broken from None
