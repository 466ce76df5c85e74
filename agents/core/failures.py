"""Why an agent gives no usable answer."""


class AgentFailedError(Exception):
    """No usable answer: the model stayed unavailable, refused, or kept breaking the rules.

    `guardrail` is true if there were answers, and their content is the reason why none can be used.
    """

    def __init__(self, message: str, *, guardrail: bool = False) -> None:
        super().__init__(message)
        self.guardrail = guardrail


class ModelAwayError(AgentFailedError):
    """The model stayed unavailable; what it would have answered is unknown."""


class CircuitOpenError(ModelAwayError):
    """The model's last calls failed one after the other, so it is left alone for some seconds. Nothing was sent."""


class DeadlinePassedError(AgentFailedError):
    """The deadline has passed, or no answer could arrive before it. A call that was under way may be paid for."""


class StreamBrokenError(AgentFailedError):
    """An answer broke off after its first words were heard. It may be paid for."""


class HeldBackError(AgentFailedError):
    """The rest of an answer whose first words were heard broke a rule, and is not shown. It is paid for."""


class OutOfBoundsError(AgentFailedError):
    """The next call could take more tokens or dollars than one question may."""


class VersionWithdrawnError(Exception):
    """The version was rolled back or replaced while the call waited. Nothing was sent."""
