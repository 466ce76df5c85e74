"""Which systems there are is what is installed."""

import subprocess
import sys

import pytest
from fakes.toy.system import TOY

from schemas.errors import BadInputError
from tasks.bulk.systems import system_named, system_names, systems
from tasks.winback.system import WINBACK

_NAMES = "from tasks.bulk.systems import systems; print([system.name for system in systems()])"


def test_ours_is_installed() -> None:
    assert system_names() == ("winback",)
    assert systems() == (WINBACK,)


@pytest.mark.usefixtures("toy")
def test_another_is_found_here_and_in_every_process_that_is_started() -> None:
    assert (system_named("toy"), system_named("winback")) == (TOY, WINBACK)
    elsewhere = subprocess.run([sys.executable, "-c", _NAMES], capture_output=True, text=True, check=True)
    assert elsewhere.stdout.strip() == "['toy', 'winback']"


@pytest.mark.usefixtures("toy")
def test_one_that_is_not_there_is_named_beside_those_that_are() -> None:
    with pytest.raises(BadInputError, match=r"^no system tyo is installed; those that are: toy, winback$"):
        system_named("tyo")
