"""Laws of regrets for the scripts that measure how often intervals hold the mean: name, draws, mean."""
import numpy as np


def gap(rng, shape):
    """The gap of two means from beta(.1, 1): the regret per round of a learner that cannot tell them apart."""
    return np.abs(rng.beta(0.1, 1, shape) - rng.beta(0.1, 1, shape))


def stuck(rng, shape):
    """One replication in twenty is stuck on a wrong arm and has 100 times the regret of the others."""
    return rng.normal(1, 0.2, shape) + 99 * (rng.random(shape) < 0.05)


# E |B - B'| = 2 E max - 2 E B with max ~ beta(.2, 1).
LAWS = [
    ("normal", lambda rng, shape: rng.normal(0, 1, shape), 0.0),
    ("exponential", lambda rng, shape: rng.exponential(1, shape), 1.0),
    ("lognormal(0, 1)", lambda rng, shape: rng.lognormal(0, 1, shape), float(np.exp(0.5))),
    ("gap of two beta(.1, 1)", gap, 2 * (0.2 / 1.2 - 0.1 / 1.1)),
    ("one in twenty stuck", stuck, 1 + 99 * 0.05),
]
