"""Prompt templates from a stranger: they see plain data, cannot blow up, and are refused before they are paid for."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes.evaluations import golden

from agents.core.kit import PROMPTS, kits
from agents.core.prompt import check_template, render
from agents.core.prompt_language import is_simple, parse
from agents.core.prompt_process import child
from agents.core.prompt_trial import try_prompts
from agents.versions.versions import Versions
from agents.winback.view import seen
from schemas.errors import BadInputError
from schemas.winback.churn_analysis import ChurnAnalysisInput, CustomerView

CHURN = kits()["churn-analysis"]
PICKLE = "cos\\nsystem\\n(S'touch pwned'\\ntR."


def given(text: str = "Too expensive", **context: str) -> ChurnAnalysisInput:
    return ChurnAnalysisInput(customer=CustomerView(cancellation_reason=text, mrr=10, context=context))


def refusal(source: str) -> str:
    with pytest.raises(BadInputError) as refused:
        try_prompts(CHURN, ("cancellation_reason", "mrr"), {"system": "s", "user": source}, "1.2.0.yaml")
    message = str(refused.value)
    assert message.startswith("1.2.0.yaml: ")
    assert message.isprintable()
    assert len(message) < 600
    return message


METHODS = [
    f"{{{{ customer.parse_raw(\"{PICKLE}\", proto='pickle') }}}}",
    f"{{{{ customer.parse_raw(\"{PICKLE}\", content_type='pickle', allow_pickle=true) }}}}",
    "{{ customer.parse_file('/etc/passwd') }}",
    "{{ customer.model_validate_json('{}') }}",
    "{{ customer['model_dump']() }}",
    "{{ customer.model_fields }}",
    "{{ customer.copy() }}",
    "{{ customer.__reduce__() }}",
    "{{ customer | attr('items') }}",
    "{{ customer | map(attribute='__class__') | list }}",
    "{{ customer.cancellation_reason.format(1) }}",
    "{{ customer.cancellation_reason['format'](1) }}",
    "{{ '{0.__class__}'.format(customer) }}",
    "{{ '%s'.__mod__(customer) }}",
    "{{ range.__self__ }}",
    "{{ lipsum() }}",
    "{{ cycler('a') }}",
    "{{ self._TemplateReference__context }}",
    "{{ customer.update({'mrr': 1}) }}",
    "{{ customer.context.pop('x') }}",
    "{% set customer.mrr = 3 %}",
]


@pytest.mark.parametrize("source", METHODS)
def test_no_method_of_an_object_can_be_called(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for harmless in ("", "{{ customer | data }}"):
        assert refusal(source + harmless)
    with pytest.raises(BadInputError, match="a prompt template cannot be rendered"):
        render(source, given())
    assert not list(tmp_path.iterdir())


BLOW_UPS = [
    '{{ "a" * 10**10 }}',
    '{{ ("a" * 10**6) * 10**6 }}',
    "{{ 10**(10**10) }}",
    "{{ 7 ** (7 ** (7 ** 7)) }}",
    '{{ "a" | center(10**10) }}',
    "{{ 'x'.ljust(10**10) }}",
    "{{ 'x'.zfill(10**10) }}",
    "{{ '%10000000000d' % 1 }}",
    "{{ '%10000000000d' | format(1) }}",
    "{{ '{:>10000000000}'.format(1) }}",
    "{{ '{:.10000000000f}'.format(1.0) }}",
    '{{ "a" | indent(10**10) }}',
    '{{ ("a" * 40000) | replace("a", "b" * 400000) }}',
    "{{ ('a' * 99999).replace('', 'b' * 99999) }}",
    "{{ [0] * 10**10 }}",
    "{{ (range(99999) | list) * 99999 }}",
    "{{ range(10**6) | list | length }}",
    "{% for i in range(10**6) %}{% for j in range(10**6) %}x{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}{{ customer | data }}{{ customer | data }}{% endfor %}",
    "{% for a in customer.cancellation_reason %}{% for b in customer.cancellation_reason %}"
    + "{% for c in range(99999) %}{% endfor %}" * 20
    + "{% endfor %}{% endfor %}",
    '{% set x = "a" * 9999 %}' + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "{{ range(99999) | list | batch(1) | map('list') | list }}",
    "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
    "{{ " + "(" * 50_000,
    "{{ " + "[" * 5_000 + "]" * 5_000 + " }}",
    "{{ " + "not " * 20_000 + "1 }}",
    "{{ " + "-" * 20_000 + "1 }}",
    "{{ 1" + "+1" * 20_000 + " }}",
    "{% if 1 %}" * 3_000 + "{% endif %}" * 3_000,
    "{% for i in [1] %}" * 60 + "{% endfor %}" * 60,
    "{% if 0 %}" + "{% elif 0 %}" * 5_000 + "{% endif %}{{ nothing }}",
    "x" * 100_001,
    "{{ " + "9" * 90_000 + " }}",
    "{{ " + "a" * 90_000 + " }}",
]


@pytest.mark.parametrize("source", BLOW_UPS, ids=lambda source: source[:40])
def test_nothing_blows_up_in_this_process(source: str) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF)
    assert refusal(source + " {{ customer | data }}")
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_utime - before.ru_utime < 3
    assert after.ru_maxrss - before.ru_maxrss < 200_000  # kilobytes


def test_what_blows_up_only_on_data_ends_in_the_child() -> None:
    source = "{% for a in customer.cancellation_reason %}{{ customer.cancellation_reason * 1000 }}{% endfor %}"
    try_prompts(CHURN, ("cancellation_reason",), {"system": "s", "user": source}, "f")
    with pytest.raises(BadInputError, match="a prompt template cannot be rendered: a prompt of more than 4,000,000"):
        render(source, given("x" * 5_000))
    assert render("{{ 6 * 7 }}", given()) == "42"  # the next template is served


def test_a_simple_loop_over_data_cannot_blow_up_either() -> None:
    source = "{% for letter in customer.cancellation_reason %}" + "x" * 10_000 + "{% endfor %}"
    assert is_simple(parse(source))
    with pytest.raises(BadInputError, match="more than 4,000,000 characters"):
        render(source, given("x" * 16_000))


def test_many_small_things_are_filled_in_the_child_and_end_there() -> None:
    loop = "{% for letter in customer.cancellation_reason if letter.x is defined %}{% endfor %}"
    assert is_simple(parse(loop))
    source = "{{ customer | data }}" + loop * 1_200
    assert not is_simple(parse(source))
    with pytest.raises(BadInputError, match="it takes too long"):
        render(source, given("x " * 8_000))


def test_the_child_that_was_ended_is_replaced() -> None:
    assert render("{{ 1 + 1 }}", given()) == "2"
    process = child._process
    assert process is not None
    process.kill()
    process.wait()
    assert render("{{ 1 + 2 }}", given()) == "3"


def test_the_child_ends_with_its_parent() -> None:
    script = (
        "from agents.core.prompt_process import child; child.filled('{{ 1 }}', {}); "
        "print(child._process.pid, flush=True); import os; os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    process = Path(f"/proc/{done.stdout.strip()}")
    deadline = time.monotonic() + 10
    while process.exists() and "Z" not in (process / "stat").read_text().split()[2]:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_child_is_given_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    child.close()
    monkeypatch.setenv("OPENAI_API_KEY", "planted-secret")
    assert render("{{ 1 + 1 }}", given()) == "2"
    assert child._process is not None
    assert b"planted-secret" not in Path(f"/proc/{child._process.pid}/environ").read_bytes()


# What is refused when a version is registered.

REFUSED = {
    "a field that is not there": ("{{ customer.nope }}", "user: a prompt template cannot be rendered: "),
    "a division": ("{{ 1/0 }}{{ customer | data }}", "ZeroDivisionError"),
    "include": ("{% include 'x' %}{{ customer | data }}", "user: include is not for prompts"),
    "import": ("{% import 'x' as y %}{{ customer | data }}", "user: import is not for prompts"),
    "from import": ("{% from 'x' import y %}{{ customer | data }}", "user: import is not for prompts"),
    "extends": ("{% extends 'x' %}{{ customer | data }}", "user: extends is not for prompts"),
    "block": ("{% block x %}{{ customer | data }}{% endblock %}", "user: block is not for prompts"),
    "macro": ("{% macro x() %}{% endmacro %}{{ customer | data }}", "user: macro is not for prompts"),
    "an unknown test": ("{% if customer is nice %}{% endif %}", "user: there is no test nice"),
    "no customer": ("Why did this customer leave?", "the prompts say nothing of the customer; write {{ customer"),
    "a comment of the customer": ("{# {{ customer | data }} #}", "say nothing of the customer"),
    "a customer that is never shown": ("{% if false %}{{ customer | data }}{% endif %}", "say nothing of the customer"),
    "what fails where little is known": ("{{ customer.mrr * 12 }}", "TypeError"),
    "a column that a customer may lack": ("{{ customer.context.seats }}", "no attribute 'seats'"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_version_is_tried_when_it_is_registered(case: str) -> None:
    source, said = REFUSED[case]
    assert said in refusal(source)


GOOD = [
    "{{ customer | data }}",
    "{{ customer.cancellation_reason }}",
    "{{ customer['cancellation_reason'][:500] | upper }}",
    "{% if customer.mrr is not none %}{{ (customer.mrr * 12) | round(2) }}{% endif %}{{ customer | data }}",
    "{% for name, value in customer.items() %}{{ name }}={{ value }} {% endfor %}",
    "{% for name in customer.context %}{{ name }}{% else %}nothing{% endfor %}{{ customer | data }}",
    "{% for i in range(3) %}{{ i }}{{ loop.first }}{% endfor %}{{ customer | tojson }}",
    "{% set reason = customer.cancellation_reason or 'none' %}{{ reason | truncate(200) }}",
    "{{ customer.context.get('seats', 'unknown') }} {{ customer.cancellation_reason | default('', true) }}",
    "{{ customer.cancellation_reason.lower().replace('a', 'b') }}",
]


@pytest.mark.parametrize("source", GOOD)
def test_what_a_prompt_may_say(source: str) -> None:
    fields = ("cancellation_reason", "mrr", "context.seats")
    try_prompts(CHURN, fields, {"system": "s", "user": source}, "f")
    assert render(source, given(seats="3"))


@pytest.mark.parametrize("source", ["{{ '\ud800' }}", "{{ '\x00' }} {{ 1 + 1 }}", "{{ '\u202e' * 2 }}"])
def test_odd_characters_pass(source: str) -> None:
    check_template(source, {"customer"}, "f")
    assert isinstance(render(source, given("\ud800\x00")), str)


def test_the_prompts_of_the_house_are_filled_in_this_process() -> None:
    for path in sorted(PROMPTS.rglob("[0-9]*.yaml")):
        version = Versions().get(path.parent.name, path.stem)
        assert is_simple(parse(version.system))
        assert is_simple(parse(version.user))


def test_data_is_written_as_the_schema_writes_it() -> None:
    """Byte for byte: a fingerprint stands for what a model was asked."""
    version = Versions().get("churn-analysis", "1.1.0")
    for case in golden("churn-analysis"):
        view = seen(case.given.customer, version.fields)
        said = json.dumps(view.model_dump(mode="json", exclude_none=True), ensure_ascii=False)
        for character, escape in (("&", "\\u0026"), ("<", "\\u003c"), (">", "\\u003e")):
            said = said.replace(character, escape)
        filled = render(version.user, ChurnAnalysisInput(customer=view))
        assert filled == version.user.replace("{{ customer | data }}", said).removesuffix("\n")
