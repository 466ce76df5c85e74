"""Pure numbers: intervals, paired comparisons, agreement, and arms looked at night after night.

docs/statistics.md says which method is used where, and how often each is wrong, as measured. These modules load numpy
and scipy.special (0.2 s), so only code that computes should import them. Randomness is passed in: the same seed and the
same values, in any order, give the same answer.
"""
