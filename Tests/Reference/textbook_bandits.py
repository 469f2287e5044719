#!/usr/bin/env python3
"""The bandits of R. S. Sutton and A. G. Barto, Reinforcement Learning, 2nd edition, 2018, chapter 2, in NumPy: what
Tests/BanditScenariosTests/Papers/TextbookBanditsTests.swift expects of Scenarios/classics/ten-armed-testbed.json and of
arms whose means walk at random.

    python3 Tests/Reference/textbook_bandits.py [testbed|walk] [tasks]
"""

import sys

import numpy as np


def argmax_random(values, rng):
    """The place of the largest number in each row, one of them at random."""
    ties = values == values.max(axis=1, keepdims=True)
    return np.argmax(ties * (1 + rng.random(values.shape)), axis=1)


class EpsilonGreedy:
    def __init__(self, tasks, arms, rng, epsilon, step=None, initial=0.0):
        self.values = np.full((tasks, arms), float(initial))
        self.counts = np.zeros((tasks, arms))
        self.rng, self.epsilon, self.step, self.rows = rng, epsilon, step, np.arange(tasks)

    def select(self, t):
        greedy = argmax_random(self.values, self.rng)
        tasks, arms = self.values.shape
        explores = self.rng.random(tasks) < self.epsilon
        return np.where(explores, self.rng.integers(arms, size=tasks), greedy)

    def observe(self, chosen, reward):
        self.counts[self.rows, chosen] += 1
        step = self.step if self.step else 1 / self.counts[self.rows, chosen]
        self.values[self.rows, chosen] += step * (reward - self.values[self.rows, chosen])


class UpperConfidence(EpsilonGreedy):
    """(2.10): every arm once, then Q + c sqrt(ln t / N)."""

    def __init__(self, tasks, arms, rng, c):
        super().__init__(tasks, arms, rng, 0)
        self.c = c

    def select(self, t):
        arms = self.values.shape[1]
        if t <= arms:
            return np.full(len(self.rows), t - 1)
        return np.argmax(self.values + self.c * np.sqrt(np.log(t) / self.counts), axis=1)


class Gradient:
    """(2.12), the baseline the average of the rewards before, R_1 in round 1."""

    def __init__(self, tasks, arms, rng, step, baseline=True):
        self.preferences = np.zeros((tasks, arms))
        self.sums, self.count = np.zeros(tasks), 0
        self.rng, self.step, self.uses, self.rows = rng, step, baseline, np.arange(tasks)

    def select(self, t):
        weights = np.exp(self.preferences - self.preferences.max(axis=1, keepdims=True))
        self.shares = weights / weights.sum(axis=1, keepdims=True)
        passed = self.rng.random((len(self.rows), 1)) < np.cumsum(self.shares, axis=1)
        return np.argmax(passed, axis=1)

    def observe(self, chosen, reward):
        base = (self.sums / self.count if self.count else reward) if self.uses else 0.0
        change = -self.shares.copy()
        change[self.rows, chosen] += 1
        self.preferences += self.step * (reward - base)[:, None] * change
        self.sums += reward
        self.count += 1


class Softmax(EpsilonGreedy):
    def __init__(self, tasks, arms, rng, temperature):
        super().__init__(tasks, arms, rng, 0)
        self.temperature = temperature

    def select(self, t):
        weights = np.exp((self.values - self.values.max(axis=1, keepdims=True)) / self.temperature)
        passed = self.rng.random((len(self.rows), 1)) < np.cumsum(weights / weights.sum(axis=1, keepdims=True), axis=1)
        return np.argmax(passed, axis=1)


def play(agent, means, rounds, rng, late, walk=0.0):
    """Total reward of each task, its regret, its share of best arms in the late rounds, and its regret in them."""
    tasks, arms = means.shape
    rows, total, regret, best, late_regret = np.arange(tasks), *(np.zeros(tasks) for _ in range(4))
    for t in range(1, rounds + 1):
        chosen = agent.select(t)
        reward = means[rows, chosen] + rng.standard_normal(tasks)
        agent.observe(chosen, reward)
        gap = means.max(axis=1) - means[rows, chosen]
        total += reward
        regret += gap
        if t > rounds - late:
            best += gap == 0
            late_regret += gap
        if walk:
            means = means + walk * rng.standard_normal(means.shape)
    return total, regret, best / late, late_regret / late


def show(name, total, regret, best, late_regret):
    def number(x, digits):
        return f"{x.mean():.{digits}f} +- {x.std(ddof=1) / len(x) ** 0.5:.{digits}f}"

    print(f"{name:24} reward {number(total, 1)}   regret {number(regret, 1)}   in the late rounds: best arm "
          f"{number(best, 3)}, regret {number(late_regret, 4)}")


def testbed(tasks):
    arms = 10
    agents = {
        "epsilon 0.1": lambda rng: EpsilonGreedy(tasks, arms, rng, 0.1),
        "epsilon 0.01": lambda rng: EpsilonGreedy(tasks, arms, rng, 0.01),
        "greedy": lambda rng: EpsilonGreedy(tasks, arms, rng, 0),
        "optimistic": lambda rng: EpsilonGreedy(tasks, arms, rng, 0, step=0.1, initial=5),
        "ucb c=2": lambda rng: UpperConfidence(tasks, arms, rng, 2),
        "gradient 0.1": lambda rng: Gradient(tasks, arms, rng, 0.1),
        "gradient 0.1, means + 4": None,
        "gradient, no baseline": None,
        "softmax 0.2": lambda rng: Softmax(tasks, arms, rng, 0.2),
    }
    for seed, (name, make) in enumerate(agents.items()):
        rng = np.random.default_rng(seed)
        means = rng.standard_normal((tasks, arms))
        if make is None:
            means += 4
            agent = Gradient(tasks, arms, rng, 0.1, baseline="no" not in name)
        else:
            agent = make(rng)
        show(name, *play(agent, means, 1000, rng, 100))


def walk(tasks):
    for name, step in [("constant step 0.1", 0.1), ("sample averages", None)]:
        rng = np.random.default_rng(7)
        agent = EpsilonGreedy(tasks, 10, rng, 0.1, step=step)
        show(name, *play(agent, np.zeros((tasks, 10)), 10_000, rng, 5000, walk=0.01))


what = sys.argv[1] if len(sys.argv) > 1 else "testbed"
tasks = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
{"testbed": testbed, "walk": walk}[what](tasks)
