"""UCB1 in Python, all replications of a block together: what the scenario ucb1.json plays as `python`."""

import os
import sys

import numpy as np

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Python"))
import bandits


class UCB1:
    def __init__(self, problem):
        self.pulls = np.zeros((problem.replications, problem.arms))
        self.sums = np.zeros((problem.replications, problem.arms))
        self.rows = np.arange(problem.replications)

    def select(self, t):
        if t <= self.pulls.shape[1]:
            return np.full(len(self.rows), t - 1)
        return np.argmax(self.sums / self.pulls + np.sqrt(2 * np.log(t)) * (1 / np.sqrt(self.pulls)), axis=1)

    def observe(self, t, arms, rewards):
        self.pulls[self.rows, arms] += 1
        self.sums[self.rows, arms] += rewards


bandits.serve(UCB1, vectorised=True)
