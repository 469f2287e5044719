"""Numbers for the tests of slates and rollouts, from NumPy and SciPy: prints Swift literals.

    python3 Tests/Reference/slates_and_rollouts.py
"""

import numpy as np
from scipy import stats

rng = np.random.default_rng(4)

print("Spearman, with ties")
for first, second in [
    ([0.4, 0.52, 0.45, 0.6], [0.25, 0.5, 0.5, 1]),
    ([1, 2, 2, 2, 5, 0], [3, 3, 1, 7, 2, 2]),
    ([0.1, 0.2, 0.3], [3, 2, 1]),
]:
    print(first, second, repr(float(stats.spearmanr(first, second).statistic)))

print("Laplace, prior precision 0.5, slate (0, 2), clicks 2, none, 0")
mean, precision = np.zeros(3), np.full(3, 0.5)
for click in [2, None, 0]:
    slate = [0, 2]
    weights = np.exp(mean[slate])
    p = weights / (1 + weights.sum())
    for item, share in zip(slate, p):
        precision[item] += share * (1 - share)
        mean[item] += ((item == click) - share) / precision[item]
print([float(x) for x in mean], [float(x) for x in precision])

print("multinomial logit at the ends: outside 20, items -100, 20, 0")
weights = np.exp(np.array([20.0, -100.0, 20.0, 0.0]) - 20)
print([float(x) for x in weights / weights.sum()])

print("MNL Thompson sampling, 300 replicates: cumulative pseudo-regret")
v = np.array([0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05])
size, horizon = 3, 2000


def worth(slate):
    return v[slate].sum() / (1 + v[slate].sum())


best = worth(np.argsort(-v)[:size])
regret = np.zeros((300, horizon))
for run in range(300):
    epochs, clicks = np.ones(8), np.ones(8)
    t = 0
    while t < horizon:
        draw = rng.beta(epochs, clicks)
        slate = np.argsort(draw)[:size]
        chances = np.append(1, v[slate]) / (1 + v[slate].sum())
        seen = np.zeros(size)
        while t < horizon:
            regret[run, t] = best - worth(slate)
            t += 1
            choice = rng.choice(size + 1, p=chances)
            if choice == 0:
                epochs[slate] += 1
                clicks[slate] += seen
                break
            seen[choice - 1] += 1
total = regret.cumsum(axis=1)
for t in [500, 1000, 2000]:
    sample = total[:, t - 1]
    print(t, round(float(sample.mean()), 2), "+-", round(float(sample.std(ddof=1) / 300**0.5), 2))
