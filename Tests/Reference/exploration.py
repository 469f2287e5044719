#!/usr/bin/env python3
"""Pure exploration in NumPy and SciPy: numbers for ExplorationTruthTests, TransductiveDesignTests, BinarySearchTests,
InformationGainTests, and error probabilities of whole runs for Scenarios/README.md.

    Tests/Reference/exploration.py           the numbers of the tests
    Tests/Reference/exploration.py runs N    error probabilities over N runs
"""

import math
import sys

import numpy as np
from scipy.optimize import linprog, minimize


def entropy(p):
    p = np.clip(p, 1e-300, 1)
    q = np.clip(1 - p, 1e-300, 1)
    return -(p * np.log(p) + q * np.log(q))


def rho(queries, answers, theta):
    """min over the simplex of max_y y' A^-1 y, by SLSQP on the epigraph, from several starts."""
    X, Z = np.array(queries, float), np.array(answers, float)
    worths = Z @ theta
    best = worths.argmax()
    Y = np.array([(Z[best] - z) / (worths[best] - w) for i, (z, w) in enumerate(zip(Z, worths)) if i != best])

    def widths(weights):
        A = X.T @ (weights[:, None] * X) + 1e-14 * np.eye(X.shape[1])
        return np.einsum("ij,ji->i", Y, np.linalg.solve(A, Y.T))

    found = (math.inf, None)
    generator = np.random.default_rng(0)
    for _ in range(20):
        start = generator.dirichlet(np.ones(len(X)))
        scale = widths(start).max()
        solution = minimize(
            lambda v: v[-1], np.append(start, 1.0), method="SLSQP", bounds=[(1e-9, 1)] * len(X) + [(0, None)],
            constraints=[
                {"type": "eq", "fun": lambda v: v[:-1].sum() - 1},
                {"type": "ineq", "fun": lambda v: v[-1] - widths(v[:-1]) / scale},
            ], options={"maxiter": 1000, "ftol": 1e-14})
        weights = np.clip(solution.x[:-1], 1e-12, None)
        weights /= weights.sum()
        value = widths(weights).max()
        if value < found[0]:
            found = (value, weights)
    return found


def information_time(table, truth):
    """1 / max over lambda of min_h sum_x lambda_x kl(p_x, p_hx)."""
    p = np.array(table, float)
    kl = lambda a, b: a * np.log(a / b) + (1 - a) * np.log((1 - a) / (1 - b))
    others = [h for h in range(len(p)) if h != truth]
    count = p.shape[1]
    # Maximise v: v - sum_x lambda_x kl <= 0.
    rows = [np.append(-kl(p[truth], p[h]), 1) for h in others]
    solution = linprog(
        np.append(np.zeros(count), -1), A_ub=rows, b_ub=np.zeros(len(rows)), A_eq=[np.append(np.ones(count), 0)], b_eq=[1],
        bounds=[(0, None)] * count + [(None, None)])
    return 1 / solution.x[-1], solution.x[:-1]


class Bayes:
    def __init__(self, table):
        self.p = np.array(table, float)
        self.w = np.ones(len(self.p)) / len(self.p)

    def observe(self, query, answer):
        self.w = self.w * (self.p[:, query] if answer else 1 - self.p[:, query])
        self.w /= self.w.sum()

    def answer(self):
        return int(self.w.argmax())


class InformationGain(Bayes):
    def query(self, t):
        gains = entropy(self.w @ self.p) - self.w @ entropy(self.p)
        return int(np.flatnonzero(gains >= gains.max() - 1e-12)[0])


class BinarySearch(Bayes):
    def __init__(self, table):
        super().__init__(table)
        self.signs = np.where(self.p >= 0.5, 1, -1)
        b = np.minimum(self.p, 1 - self.p).mean()
        self.p = np.where(self.p >= 0.5, 1 - b, b)

    def query(self, t):
        scores = abs(self.w @ self.signs)
        return int(np.flatnonzero(scores <= scores.min() + 1e-12)[0])


class Uniform(Bayes):
    def query(self, t):
        return t % self.p.shape[1]


TABLE = [[0.9, 0.2, 0.4, 0.7], [0.8, 0.9, 0.1, 0.6], [0.3, 0.8, 0.7, 0.2], [0.1, 0.3, 0.6, 0.9], [0.5, 0.4, 0.2, 0.1]]
ANSWERS = [1, 0, 0, 1, 1, 0, 1, 0, 0, 0]


def numbers():
    for kind in (InformationGain, BinarySearch):
        learner = kind(TABLE)
        queries = []
        for t, answer in enumerate(ANSWERS):
            query = learner.query(t)
            queries.append(query)
            learner.observe(query, answer)
        print(kind.__name__, queries, [round(float(w), 10) for w in learner.w])
    for truth in (0, 4):
        time, weights = information_time(TABLE, truth)
        print("hypothesis", truth, "T*", time, "lambda", weights)
    queries = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0.6, 0.8, 0], [0, -0.6, 0.8], [0.5, 0.5, 0.7071]]
    for theta in ([1, 0.2, -0.3], [0.1, 0.9, 0.8]):
        value, weights = rho(queries, queries, np.array(theta))
        print("theta", theta, "rho*", value, "lambda", weights.round(4))
    value, _ = rho(queries[:3], queries[3:], np.array([1, 0.2, -0.3]))
    print("queries and answers apart", value)


def thresholds(d, b):
    return [[1 - b if x >= i else b for x in range(d)] for i in range(d)]


def runs(count):
    generator = np.random.default_rng(1)
    for name, table in (("thresholds", thresholds(20, 0.1)), ("coarse", TABLE)):
        p = np.array(table)
        for kind in (Uniform, BinarySearch, InformationGain):
            wrong = 0
            for _ in range(count):
                truth = int(generator.integers(len(p)))
                learner = kind(table)
                for t in range(20):
                    query = learner.query(t)
                    learner.observe(query, generator.random() < p[truth, query])
                wrong += learner.answer() != truth
            error = wrong / count
            print(name, kind.__name__, "T 20", error, "+-", round(math.sqrt(error * (1 - error) / count), 4))


if sys.argv[1:2] == ["runs"]:
    runs(int(sys.argv[2]) if len(sys.argv) > 2 else 4000)
else:
    numbers()
