"""`python tests/fakes/hasty_jobs.py MODULE …`: a module as by `python -m`, whose batch jobs are looked at every 0.2 s.

Outside of tests they are gathered for 15 s and looked at every minute.
"""

import runpy
import sys

from agents.models import batch_jobs

batch_jobs.Terms.__init__.__defaults__ = (True, batch_jobs.LEAST, batch_jobs.MOST, 2.0, 0.2, 5.0)
if __name__ == "__main__":
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
