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


class VersionWithdrawnError(Exception):
    """The version was rolled back or replaced while the call waited. Nothing was sent."""
