#!/usr/bin/env python3
"""How often Student's interval at 95 % holds the mean of skewed regrets, and how often the note on skewness appears.

    python3 Tests/Reference/interval_coverage.py [RUNS]

Needs NumPy and SciPy. Prints the table of Docs/Testing.md: for each law and number of replications n the share of RUNS
samples (200000 by default, standard error of a share at most 0.1 %) whose interval holds the mean; the share that is noted
as skewed, n < 25 g^2 with g the skewness of the sample (W. G. Cochran, Sampling Techniques, 1977, section 2.15); and the
coverage of those that are not noted.
"""
import sys

import numpy as np
from scipy import stats

from regret_laws import LAWS

RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
FACTOR = float(sys.argv[2]) if len(sys.argv) > 2 else 25

rng = np.random.default_rng(32)
print("| regret | n | holds the mean | noted | holds the mean, not noted |")
print("|---|---:|---:|---:|---:|")
for name, draw, mean in LAWS:
    for n in (10, 20, 50, 100, 400):
        held, noted, both = 0, 0, 0
        width = stats.t.ppf(0.975, n - 1) / np.sqrt(n)
        for start in range(0, RUNS, 20_000):
            runs = min(20_000, RUNS - start)
            sample = draw(rng, (runs, n))
            center = sample.mean(axis=1)
            rest = sample - center[:, None]
            square = (rest**2).mean(axis=1)
            holds = np.abs(center - mean) <= width * np.sqrt(square * n / (n - 1))
            skewness = (rest**3).mean(axis=1) / np.where(square > 0, square, 1) ** 1.5
            is_noted = n < FACTOR * skewness**2
            held += holds.sum()
            noted += is_noted.sum()
            both += (holds & ~is_noted).sum()
        rest = f"{100 * both / (RUNS - noted):.1f} %" if noted < RUNS else ""
        print(f"| {name} | {n} | {100 * held / RUNS:.1f} % | {100 * noted / RUNS:.1f} % | {rest} |", flush=True)
