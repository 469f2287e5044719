"""NumPy: one loop over rounds, all replications at once."""
import numpy as np

from workload import EPSILON, exp3_gamma, run


def kl_index(means, levels):
    """The largest q with kl(mean, q) <= level, by bisection."""
    low, high = means, np.ones_like(means)
    with np.errstate(divide="ignore", invalid="ignore"):
        while np.max(high - low) > 1e-9:
            middle = (low + high) / 2
            divergence = np.where(means > 0, means * np.log(means / middle), 0.0)
            divergence += np.where(means < 1, (1 - means) * np.log((1 - means) / (1 - middle)), 0.0)
            above = divergence > levels
            low, high = np.where(above, low, middle), np.where(above, middle, high)
    return low


def simulate(algorithm, means, horizon, replications, seed):
    random = np.random.default_rng(seed)
    arms = len(means)
    rows = np.arange(replications)
    pulls, rewards, log_weights = np.zeros((3, replications, arms))
    gamma = exp3_gamma(arms, horizon)
    regrets = np.zeros(replications)
    for t in range(1, horizon + 1):
        if algorithm == "thompson-beta":
            choice = random.beta(1 + rewards, 1 + pulls - rewards).argmax(axis=1)
        elif algorithm == "exp3":
            weights = np.exp(log_weights - log_weights.max(axis=1, keepdims=True))
            probabilities = (1 - gamma) * weights / weights.sum(axis=1, keepdims=True) + gamma / arms
            passed = probabilities.cumsum(axis=1) <= random.random((replications, 1))
            choice = np.minimum(passed.sum(axis=1), arms - 1)
        elif t <= arms:
            choice = np.full(replications, t - 1)
        elif algorithm == "ucb1":
            choice = (rewards / pulls + np.sqrt(2 * np.log(t) / pulls)).argmax(axis=1)
        elif algorithm == "kl-ucb":
            choice = kl_index(rewards / pulls, np.log(t) / pulls).argmax(axis=1)
        else:
            greedy = (rewards / pulls).argmax(axis=1)
            explores = random.random(replications) < EPSILON
            choice = np.where(explores, random.integers(arms, size=replications), greedy)
        reward = (random.random(replications) < means[choice]).astype(float)
        if algorithm == "exp3":
            log_weights[rows, choice] += gamma * reward / probabilities[rows, choice] / arms
        else:
            pulls[rows, choice] += 1
            rewards[rows, choice] += reward
        regrets += means.max() - means[choice]
    return regrets


run(simulate)
