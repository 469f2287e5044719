"""What the peers share: arguments, arms, clock and output, those of Reference/reference.c.

python3 PEER.py ALGORITHM ARMS HORIZON REPLICATIONS SEED
prints the nanoseconds per replication and round, the mean regret at the horizon and its standard error.
"""
import sys
import time

import numpy as np

EPSILON = 0.1


def arm_means(arms):
    """0.1, 0.2, ..., 0.9, 0.95 for ten arms; 0.1 + 0.8 k/(K - 1) otherwise, the last arm 0.95."""
    step = 0.1 if arms == 10 else 0.8 / (arms - 1)
    return np.array([0.1 + step * arm for arm in range(arms - 1)] + [0.95])


def exp3_gamma(arms, horizon):
    return min(1.0, np.sqrt(arms * np.log(arms) / ((np.e - 1) * horizon)))


def run(simulate, warm_up=False):
    """Times `simulate(algorithm, means, horizon, replications, seed)`, which returns the regrets."""
    algorithm = sys.argv[1]
    arms, horizon, replications, seed = map(int, sys.argv[2:6])
    means = arm_means(arms)
    if warm_up:
        simulate(algorithm, means, 2 * arms, 1, seed)
    start = time.perf_counter()
    regrets = np.asarray(simulate(algorithm, means, horizon, replications, seed))
    nanoseconds = 1e9 * (time.perf_counter() - start) / replications / horizon
    error = regrets.std(ddof=1) / np.sqrt(replications)
    print(f"{nanoseconds:.3f} {regrets.mean():.6f} {error:.6f}")
