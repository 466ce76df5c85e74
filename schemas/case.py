"""Golden cases: what an agent is given, and what its answer must and must not contain.

What that is differs from agent to agent, so each system brings its own `Given`, `Expectation` and `Case`.
"""

from abc import ABC, abstractmethod
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializeAsAny,
    SerializerFunctionWrapHandler,
    StringConstraints,
    model_serializer,
    model_validator,
)

from schemas.judge import Judged
from schemas.messages import History, ToolGave

CaseId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
Tag = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,31}$")]
Phrase = Annotated[str, StringConstraints(min_length=1, max_length=300)]
_GIVEN = "given"


class Given(BaseModel, ABC):
    """What a case gives its agent: the subject, and whatever else the agent is told.

    `merged` are the fields in which a case overrides its file's defaults field by field; any other it replaces whole.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    merged: ClassVar[tuple[str, ...]] = ()

    @property
    @abstractmethod
    def subject_id(self) -> str:
        """Whose case it is: what can be erased, and what is not independent of each other."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Fields that this subject has beside those that every subject has, as a version names them."""
        return ()

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:  # noqa: ARG003 -- for those that need it
        """What a file says, with what it may leave out because the case has an id."""
        return given


class ConversationGiven(Given):
    """What a case gives an agent that answers in a conversation, or with tools."""

    history: History = ()  # what was said before, oldest first
    tool_results: tuple[ToolGave, ...] = ()  # whatever else a tool is asked for, it finds nothing


class Expectation(BaseModel):
    """What has to be true of an answer. A field that is not set is not checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Case(BaseModel):
    """One question to an agent with what is expected of its answer; for a past subject, nothing is.

    In files and in the store the fields of `given` stand among the case's own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1)  # unique among the agent's cases; of a past subject, its id
    tags: tuple[Tag, ...] = ()  # by which `--tag` selects
    why: str = Field(default="", description="Why the case exists.")
    given: SerializeAsAny[Given]  # what the agent is told
    judged: Judged | None = Field(default=None, description="The labelled answer that a judge is asked about.")
    expect: SerializeAsAny[Expectation] = Expectation()  # what has to hold of the answer

    @classmethod
    def given_class(cls) -> type[Given]:
        """The class of what is given."""
        kind = cls.model_fields[_GIVEN].annotation
        assert isinstance(kind, type)
        assert issubclass(kind, Given)
        return kind

    @classmethod
    def expectation_class(cls) -> type[Expectation]:
        """The class of what is expected."""
        kind = cls.model_fields["expect"].annotation
        assert isinstance(kind, type)
        assert issubclass(kind, Expectation)
        return kind

    @classmethod
    def names(cls) -> list[str]:
        """The fields of a case as they appear in a file, in their order."""
        inside = cls.given_class().model_fields
        return [name for field in cls.model_fields for name in (inside if field == _GIVEN else (field,))]

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, case: object) -> object:
        if not isinstance(case, dict) or isinstance(case.get(_GIVEN), Given):
            return case
        inside = {*cls.given_class().model_fields, _GIVEN}
        own = {name: value for name, value in case.items() if name not in inside}
        return {**own, _GIVEN: {name: value for name, value in case.items() if name in inside}}

    @model_serializer(mode="wrap")
    def _spread(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        spread: dict[str, Any] = {}
        for name, value in handler(self).items():
            spread |= value if name == _GIVEN else {name: value}
        return spread

    @property
    def cluster(self) -> str:
        """The subject: answers for the same one are not independent of each other."""
        return self.given.subject_id
