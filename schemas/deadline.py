"""Until when a run is to be done, as people say it: 90m, 12h, 2d."""

DEADLINE = r"^[1-9][0-9]{0,3}[mhd]$"
_SECONDS = {"m": 60, "h": 3_600, "d": 86_400}


def seconds_of(deadline: str) -> int:
    """Of a text that `DEADLINE` matches."""
    return int(deadline[:-1]) * _SECONDS[deadline[-1]]
