"""Pure numbers: intervals, paired comparisons, agreement, and arms looked at night after night.

docs/statistics.md says which method stands where, and how often each is wrong, measured. numpy and scipy.special load
with these modules (0.2 s), so that only who computes imports them. Randomness is passed in: the same seed and the same
values, in any order, give the same answer.
"""
