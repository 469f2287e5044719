"""SMPyBandits: its policies in the loop of its own simulator.

Its policies break ties at random; its epsilon-greedy follows the accumulated rewards, not the means.
"""
import contextlib
import os
import random

import numpy as np

# The package greets and warns on standard output.
with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
    from SMPyBandits.Policies import Exp3, EpsilonGreedy, Thompson, UCB, klUCB

from workload import EPSILON, exp3_gamma, run


def simulate(algorithm, means, horizon, replications, seed):
    np.random.seed(seed)
    random.seed(seed)
    arms = len(means)
    make = {
        "ucb1": lambda: UCB(arms),
        "thompson-beta": lambda: Thompson(arms),
        "exp3": lambda: Exp3(arms, gamma=exp3_gamma(arms, horizon)),
        "epsilon-greedy": lambda: EpsilonGreedy(arms, epsilon=EPSILON),
        "kl-ucb": lambda: klUCB(arms),
    }[algorithm]
    regrets = np.zeros(replications)
    for replication in range(replications):
        policy = make()
        policy.startGame()
        for _ in range(horizon):
            arm = policy.choice()
            policy.getReward(arm, float(np.random.random() < means[arm]))
            regrets[replication] += means.max() - means[arm]
    return regrets


run(simulate)
