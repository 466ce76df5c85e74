"""A case that runs several times: does it pass every time?"""

from math import comb


def pass_k(passed: int, runs: int, k: int) -> float:
    """Probability that `k` runs of a case all pass, from `passed` of `runs`; unbiased, 0..1. With k = runs: 1 or 0.

    Source: Yao et al., "tau-bench" (2024), pass^k. ValueError: more passed than run, or k above the runs.
    """
    if not (0 <= passed <= runs and 1 <= k <= runs):
        raise ValueError(f"pass^{k} of {passed} passes in {runs} runs is not defined")
    return comb(passed, k) / comb(runs, k)
