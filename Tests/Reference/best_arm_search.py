"""Search for the best arm, independently: optimal shares and T* by SciPy's root finder, the calibrated threshold, the mixture
likelihood ratio by quadrature, and Track-and-Stop on normal arms. Beside the package best-arm, where it can be imported:

    pip download --no-deps best-arm && unzip best_arm-*.whl -d best-arm     # version 0.1.1 was compared
    PYTHONPATH=best-arm python3 Tests/Reference/best_arm_search.py

The package stops its bisection after 13 steps or at 1e-3. With its tolerance at 1e-14 its shares are those here to 1e-12; with
its defaults they are off by up to 0.25 of the whole where gaps are small. It clips coins to [1e-8, 1 - 1e-8].
"""

import math

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq


def coins(p, q):
    def share(a, b):
        return 0.0 if a == 0 else a * math.log(a / b)
    return share(p, q) + share(1 - p, 1 - q)


def allocation(means, divergence):
    """Shares and T*, by nested root finding on the cost y of each rival."""
    best = int(np.argmax(means))
    top = means[best]

    def middle(x, mean):
        return (top + x * mean) / (1 + x)

    def cost(x, mean):
        return divergence(top, middle(x, mean)) + x * divergence(mean, middle(x, mean))

    def share(y, mean):
        upper = 1.0
        while cost(upper, mean) < y:
            upper *= 2
        return brentq(lambda x: cost(x, mean) - y, 1e-300, upper, xtol=1e-300, rtol=1e-14)

    def excess(y):
        total = -1.0
        for arm, mean in enumerate(means):
            if arm != best:
                x = share(y, mean)
                total += divergence(top, middle(x, mean)) / divergence(mean, middle(x, mean))
        return total

    ceiling = min(divergence(top, mean) for arm, mean in enumerate(means) if arm != best)
    y = brentq(excess, ceiling * 1e-9, ceiling * (1 - 1e-9), xtol=1e-300, rtol=1e-14)
    shares = np.array([1.0 if arm == best else share(y, mean) for arm, mean in enumerate(means)])
    return shares / shares.sum(), shares.sum() / y


def calibrated(x):
    def inverse(value):
        return 1.0 if value <= 1 else brentq(lambda u: u - math.log(u) - value, 1, 10 * value + 10, xtol=1e-14)

    def tilde(value):
        if value >= 1 / math.log(1.5) + math.log(math.log(1.5)):
            u = inverse(value)
            return math.exp(1 / u) * u
        return 1.5 * (value - math.log(math.log(1.5)))

    return 2 * tilde((inverse(1 + x) + math.log(math.pi**2 / 3)) / 2)


def log_ratio(pairs, difference, tau):
    """ln of the mean likelihood ratio over N(0, tau^2), for pairs whose difference has variance 2."""
    def integrand(theta):
        log = pairs * (theta * difference - theta**2 / 2) / 2
        return math.exp(log - theta**2 / (2 * tau**2)) / (tau * math.sqrt(2 * math.pi))
    return math.log(quad(integrand, -40 * tau, 40 * tau, points=[0, difference], limit=1000)[0])


def stopping_times(rng, delta, runs=40_000, pairs=600):
    """Two normal arms, means 1 and 0, variance 1: equal shares are optimal, so that D-tracking pulls them in turn."""
    good, bad = (np.cumsum(rng.normal(mean, 1, (runs, pairs)), axis=1) for mean in (1, 0))
    stop, wrong = np.zeros(runs, int), np.zeros(runs, bool)
    for t in range(2, 2 * pairs):
        first, second = (t + 1) // 2, t // 2
        gap = good[:, first - 1] / first - bad[:, second - 1] / second
        stops = (stop == 0) & (first * second / t * gap**2 / 2 > math.log((1 + math.log(t)) / delta))
        stop[stops], wrong[stops] = t, gap[stops] < 0
    return stop, wrong


def normal(p, q):
    return (p - q) ** 2 / 2


try:
    from best_arm.utils import _compute_w_star as theirs
except ImportError:
    theirs = None


class NormalArms:  # its name says the law to the package
    sigma = 1.0


for name, law, cases in (
    ("normal", normal, ([1, 0], [0.5, 0.4, 0.4, 0.4, 0.4], [2, 1, 1], [1, 0.25, 0])),
    ("coins", coins, ([0.5, 0.45, 0.43, 0.4], [0.7, 0.4], [0.9, 0.1, 0.88])),
):
    for means in cases:
        weights, time = allocation(means, law)
        line = f"{name} {means}: w = {np.array2string(weights, precision=8)}, T* = {time:.8f}"
        if theirs:
            env = NormalArms() if law is normal else object()
            sharp = theirs(means, env=env, tol=1e-14, max_iter_outer=200, max_iter_inner=200)
            rough = theirs(means, env=env)
            line += f"; best-arm: {abs(sharp - weights).max():.1e}, with its defaults {abs(rough - weights).max():.1e}"
        print(line)
for x in (1, 2, 5, 20, 400):
    print(f"T({x}) = {calibrated(x):.8f}")
for pairs, difference, tau in ((1, 0.3, 1.0), (10, -0.5, 0.5), (200, 0.05, 0.2), (50, 0, 2)):
    print(f"ln L({pairs}, {difference}, {tau}) = {log_ratio(pairs, difference, tau):.10f}")
times, wrong = stopping_times(np.random.default_rng(5), 0.1)
print(
    f"track-and-stop on (1, 0), delta .1: mean {times.mean():.2f}, sd {times.std():.1f}, median {np.median(times):.0f}, "
    f"unstopped {(times == 0).sum()}, wrong {wrong.mean():.4f}")
