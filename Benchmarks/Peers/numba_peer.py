"""Numba: the reference's loop, one replication after the other; compilation is not timed."""
import numba
import numpy as np

from workload import EPSILON, exp3_gamma, run


@numba.njit
def divergence(p, q):
    total = 0.0
    if p > 0:
        total += p * np.log(p / q)
    if p < 1:
        total += (1 - p) * np.log((1 - p) / (1 - q))
    return total


@numba.njit
def kl_index(mean, level):
    low, high = mean, 1.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        if divergence(mean, middle) > level:
            high = middle
        else:
            low = middle
    return low


@numba.njit
def ucb1(pulls, rewards, t):
    level, best, choice = 2 * np.log(t), -np.inf, 0
    for arm in range(len(pulls)):
        index = rewards[arm] / pulls[arm] + np.sqrt(level / pulls[arm])
        if index > best:
            best, choice = index, arm
    return choice


@numba.njit
def kl_ucb(pulls, rewards, t):
    best, choice = -np.inf, 0
    for arm in range(len(pulls)):
        index = kl_index(rewards[arm] / pulls[arm], np.log(t) / pulls[arm])
        if index > best:
            best, choice = index, arm
    return choice


@numba.njit
def epsilon_greedy(pulls, rewards, t):
    if np.random.random() < EPSILON:
        return np.random.randint(len(pulls))
    best, choice = -np.inf, 0
    for arm in range(len(pulls)):
        mean = rewards[arm] / pulls[arm]
        if mean > best:
            best, choice = mean, arm
    return choice


@numba.njit
def thompson(pulls, rewards, t):
    best, choice = -np.inf, 0
    for arm in range(len(pulls)):
        sample = np.random.beta(1 + rewards[arm], 1 + pulls[arm] - rewards[arm])
        if sample > best:
            best, choice = sample, arm
    return choice


@numba.njit
def play(select, visits_first, means, horizon, replications, seed):
    np.random.seed(seed)
    arms, best = len(means), means.max()
    regrets = np.zeros(replications)
    for replication in range(replications):
        pulls, rewards = np.zeros(arms), np.zeros(arms)
        for t in range(1, horizon + 1):
            arm = t - 1 if visits_first and t <= arms else select(pulls, rewards, t)
            pulls[arm] += 1
            if np.random.random() < means[arm]:
                rewards[arm] += 1
            regrets[replication] += best - means[arm]
    return regrets


@numba.njit
def play_exp3(gamma, means, horizon, replications, seed):
    np.random.seed(seed)
    arms, best = len(means), means.max()
    regrets = np.zeros(replications)
    for replication in range(replications):
        weights, probabilities = np.ones(arms), np.zeros(arms)
        for _ in range(horizon):
            total = weights.sum()
            for arm in range(arms):
                probabilities[arm] = (1 - gamma) * weights[arm] / total + gamma / arms
            threshold, arm = np.random.random(), 0
            while arm < arms - 1 and threshold >= probabilities[arm]:
                threshold -= probabilities[arm]
                arm += 1
            if np.random.random() < means[arm]:
                weights[arm] *= np.exp(gamma / probabilities[arm] / arms)
                if weights[arm] > 1e200:
                    weights *= 1e-200
            regrets[replication] += best - means[arm]
    return regrets


def simulate(algorithm, means, horizon, replications, seed):
    if algorithm == "exp3":
        return play_exp3(exp3_gamma(len(means), horizon), means, horizon, replications, seed)
    select = {"ucb1": ucb1, "kl-ucb": kl_ucb, "epsilon-greedy": epsilon_greedy, "thompson-beta": thompson}[algorithm]
    return play(select, algorithm != "thompson-beta", means, horizon, replications, seed)


run(simulate, warm_up=True)
