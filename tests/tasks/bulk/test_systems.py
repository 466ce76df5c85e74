"""Which systems there are is what is installed."""

import subprocess
import sys

import pytest
from fakes.toy.system import TOY

from schemas.errors import BadInputError
from tasks.bulk.systems import system_named, system_names, systems
from tasks.revenue.system import REVENUE
from tasks.support.system import SUPPORT
from tasks.upsell.system import UPSELL
from tasks.winback.system import WINBACK

_NAMES = "from tasks.bulk.systems import systems; print([system.name for system in systems()])"
_OF_WINBACK = """
import sys
import fakes.toy.commands, fakes.toy.flow, fakes.toy.router, fakes.toy.system
import tasks.evaluation.evaluate, tasks.files.reader, tasks.outreach.permission
import tasks.privacy.erase, tasks.release.steps
print([name for name in sys.modules if "winback" in name])
"""


def test_ours_is_installed() -> None:
    assert system_names() == ("revenue", "support", "upsell", "winback")
    assert systems() == (REVENUE, SUPPORT, UPSELL, WINBACK)


@pytest.mark.usefixtures("toy")
def test_another_is_found_here_and_in_every_process_that_is_started() -> None:
    assert (system_named("toy"), system_named("winback")) == (TOY, WINBACK)
    elsewhere = subprocess.run([sys.executable, "-c", _NAMES], capture_output=True, text=True, check=True)
    assert elsewhere.stdout.strip() == "['revenue', 'support', 'toy', 'upsell', 'winback']"


@pytest.mark.usefixtures("toy")
def test_one_that_is_not_there_is_named_beside_those_that_are() -> None:
    with pytest.raises(
        BadInputError, match=r"^no system tyo is installed; those that are: revenue, support, toy, upsell, winback$"
    ):
        system_named("tyo")


@pytest.mark.usefixtures("toy")
def test_what_a_system_and_the_shared_wings_need_is_nothing_of_another() -> None:
    loaded = subprocess.run([sys.executable, "-c", _OF_WINBACK], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
