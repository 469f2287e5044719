#!/usr/bin/env python3
"""Golden numbers for the tests of BanditNumerics/Simplex: weights by halving at 60 digits, from the derivatives of the
regularisers alone.

Prints Swift literals; needs mpmath.
"""
from mpmath import mp, mpf, sqrt, log

mp.dps = 60


def inverse(derivative, target, low, high):
    """The w in (low, high) with derivative(w) = target, for an increasing derivative."""
    for _ in range(260):
        # Weights range over many powers of ten; near 1 the distance to 1 does.
        middle = sqrt(low * high) if high < mpf("0.5") or low == 0 else (low + high) / 2
        if derivative(middle) > target:
            high = middle
        else:
            low = middle
    return (low + high) / 2


def weight(derivative, target, low, high):
    if derivative(low) >= target:
        return low
    if derivative(high) <= target:
        return high
    return inverse(derivative, target, low, high)


def solve(losses, derivatives, total=1, low=mpf(10) ** -40, high=mpf(1)):
    losses = [mpf(loss) for loss in losses]
    eps = mpf(10) ** -45
    top = high if all(abs(d(high)) < 10 ** 40 for d in derivatives) else high - eps

    def weights(x):
        return [weight(d, x - loss, low, top) for d, loss in zip(derivatives, losses)]

    left = min(l + d(low) for d, l in zip(derivatives, losses))
    right = max(l + d(top) for d, l in zip(derivatives, losses))
    for _ in range(200):
        middle = (left + right) / 2
        if sum(weights(middle)) > total:
            right = middle
        else:
            left = middle
    return weights((left + right) / 2)


def tsallis(rate):
    return lambda w: -2 / (mpf(rate) * sqrt(w))


def power(a, rate):
    a = mpf(a)
    return lambda w: -(w ** (a - 1)) / (mpf(rate) * (1 - a))


def barrier(rate):
    return lambda w: -1 / (mpf(rate) * w)


def delay(a, b):
    return lambda w: -1 / (mpf(a) * sqrt(w)) + log(w) / mpf(b)


def two_sided(rate):
    def derivative(w):
        if w >= 1:
            return mpf("inf")
        return (-1 / (2 * sqrt(w)) - log(1 - w) - 1) / mpf(rate)
    return derivative


def both(rate, c):
    return lambda w: (-1 / sqrt(w) - mpf(c) / w) / mpf(rate)


def show(title, values):
    print(f"{title}: [" + ", ".join(mp.nstr(value, 17) for value in values) + "]")


losses = ["0", "0.25", "3", "40", "10000000"]
for rate in ["0.0001", "1", "30"]:
    show(f"tsallis {rate}", solve(losses, [tsallis(rate)] * 5))
    show(f"power .75 {rate}", solve(losses, [power("0.75", rate)] * 5))
    show(f"power .2 {rate}", solve(losses, [power("0.2", rate)] * 5))
    show(f"barrier {rate}", solve(losses, [barrier(rate)] * 5))
    show(f"both {rate}, .3", solve(losses, [both(rate, "0.3")] * 5))
    show(f"two-sided {rate}, m = 2", solve(losses, [two_sided(rate)] * 5, total=2))
    show(f"two-sided {rate}, m = 1", solve(losses, [two_sided(rate)] * 5))
    show(f"tsallis boxed {rate}, m = 2", solve(losses, [tsallis(rate)] * 5, total=2))
    show(f"both boxed {rate}, .3, w >= .01", solve(losses, [both(rate, "0.3")] * 5, low=mpf("0.01")))
for a, b in [("0.1", "0.02"), ("1", "1"), ("0.05", "30"), ("30", "0.001")]:
    show(f"delay {a} {b}", solve(losses, [delay(a, b)] * 5))
rates = ["0.5", "0.001", "30", "2", "0.25"]
show("barriers", solve(losses, [barrier(rate) for rate in rates]))
