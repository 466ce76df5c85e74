"""What a provider says it took, and what is charged."""

import pytest

from agents.core.tokens import reserve
from agents.models.counts import MOST_TIMES, charged, summed
from schemas.agent import ModelRequest, SamplingSettings, Usage
from schemas.winback.churn_analysis import ChurnAnalysisInput


@pytest.fixture
def request_(inputs: ChurnAnalysisInput) -> ModelRequest:
    return ModelRequest("a", inputs, "You analyse.", "Why?", "Out", {}, SamplingSettings(temperature=0, max_tokens=99))


def usage(request: ModelRequest, input_: object, output: object, read: object = 0, written: object = 0) -> Usage:
    return charged(request, input_=input_, output=output, read=read, written=written)


def test_counts_that_can_be_are_charged_as_they_are(request_: ModelRequest) -> None:
    assert usage(request_, 12, 7.0) == Usage(input_tokens=12, output_tokens=7)


@pytest.mark.parametrize("said", [0, -1, -(2**63), None, "12", True, [], {}, float("nan"), float("-inf"), 0.5])
def test_a_count_that_cannot_be_is_charged_as_it_was_reserved(said: object, request_: ModelRequest) -> None:
    reserved = reserve(request_)
    assert usage(request_, said, 7) == Usage(input_tokens=reserved.input_tokens, output_tokens=7)
    assert usage(request_, 12, said) == Usage(input_tokens=12, output_tokens=99)
    assert usage(request_, said, said) == reserved


@pytest.mark.parametrize("said", [2**31, 2**63, 2**64, 10**400, 1e300, 10**9])
def test_a_count_beyond_what_can_be_is_charged_as_the_most_that_can(said: object, request_: ModelRequest) -> None:
    reserved = reserve(request_)
    charged_ = usage(request_, said, said, said, said)
    assert charged_.input_tokens == MOST_TIMES * reserved.input_tokens
    assert charged_.output_tokens == MOST_TIMES * reserved.output_tokens
    assert charged_.bounded
    assert charged_.cache_read_tokens + charged_.cache_write_tokens <= charged_.input_tokens
    assert usage(request_, 12, said) == Usage(input_tokens=12, output_tokens=MOST_TIMES * 99, bounded=True)
    assert (usage(request_, 12, 7) + charged_).bounded


def test_an_overrun_that_can_be_is_charged_as_it_is(request_: ModelRequest) -> None:
    reserved = reserve(request_)
    most = MOST_TIMES * reserved.input_tokens, MOST_TIMES * reserved.output_tokens
    assert usage(request_, *most) == Usage(input_tokens=most[0], output_tokens=most[1])


@pytest.mark.parametrize(
    ("read", "written", "kept"), [(5, 3, (5, 3)), (50, 3, (12, 0)), (5, 50, (5, 7)), (-5, None, (0, 0))]
)
def test_what_was_kept_is_part_of_the_input(
    read: object, written: object, kept: tuple[int, int], request_: ModelRequest
) -> None:
    found = usage(request_, 12, 7, read, written)
    assert (found.cache_read_tokens, found.cache_write_tokens) == kept


@pytest.mark.parametrize(("counts", "total"), [((3, 4, 5), 12), ((3, None, -1), 3), ((0, 4), None), ((None, 4), None)])
def test_counts_given_apart_are_added(counts: tuple[object, ...], total: int | None) -> None:
    assert summed(*counts) == total
