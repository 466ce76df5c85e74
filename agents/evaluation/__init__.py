"""How good an agent's answers are: cases, evaluators, calibration of the judge. Pure functions."""
