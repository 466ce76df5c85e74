"""The sign-in form."""

from pydantic import BaseModel, ConfigDict


class SignIn(BaseModel):
    """Where to go on to afterwards, and why the last try was refused; empty where it was not."""

    model_config = ConfigDict(frozen=True)

    then: str
    problem: str = ""
    provider: str = ""  # the host of the identity provider; empty if none is configured
