#!/usr/bin/env python3
"""Golden numbers for DivergenceBoundTests, BetaQuantileTests and the policies for K-armed bandits.

Prints Swift literals; needs mpmath and SciPy (1.11 or later).
"""
import mpmath
from mpmath import mpf
from scipy import special

mpmath.mp.dps = 70


def kl_bernoulli(p, q):
    first = p * mpmath.log(p / q) if p > 0 else mpf(0)
    second = (1 - p) * mpmath.log((1 - p) / (1 - q)) if p < 1 else mpf(0)
    return first + second


def kl_poisson(p, q):
    return q - p + (p * mpmath.log(p / q) if p > 0 else mpf(0))


def kl_exponential(p, q):
    return p / q - 1 - mpmath.log(p / q)


def bound(kl, p, budget, high):
    """The largest q in [p, high] with kl(p, q) <= budget, by halving."""
    low = p
    for _ in range(200):
        middle = (low + high) / 2
        if kl(p, middle) > budget:
            high = middle
        else:
            low = middle
    return float(low)


def show(title, rows):
    print(title)
    for row in rows:
        print("    (" + ", ".join(repr(value) for value in row) + "),")


coins = [(0.5, 0.7), (0.5, 1e-3), (0.9, 0.02), (0.01, 3.0), (0.99, 0.5), (0.999, 10.0), (1e-9, 0.25),
         (0.3, 1e-7), (0.0, 0.4), (0.95, 1.7e-3), (0.2, 25.0)]
show("coins: p, budget, q", [(p, d, bound(kl_bernoulli, mpf(p), mpf(d), mpf(1))) for p, d in coins])
others = [(0.5, 0.7), (3.25, 0.01), (1e-3, 2.0), (40.0, 1e-6), (7.0, 12.0)]
show("Poisson: p, budget, q", [(p, d, bound(kl_poisson, mpf(p), mpf(d), p + d + mpmath.sqrt(2 * p * d) + 1))
                               for p, d in others + [(0.0, 1.5)]])
show("exponential: p, budget, q", [(p, d, bound(kl_exponential, mpf(p), mpf(d), p * mpmath.exp(d + 1) * 4))
                                   for p, d in others])


shapes = [(0.5, 2, 3), (0.01, 2, 3), (1e-4, 2, 1), (1e-6, 1, 50), (0.2, 1.5, 1000.25), (1e-3, 400, 30),
          (1e-5, 9000, 900), (0.99, 30, 2), (1e-9, 3, 90000), (1e-4, 90000, 80000), (1e-6, 200000, 150000),
          (1e-6, 9000000, 1000000), (1e-3, 5, 2000000)]
show("beta: tail, a, b, x", [(tail, a, b, float(special.betainccinv(a, b, tail))) for tail, a, b in shapes])

t = mpf(100)
f = 1 + t * mpmath.log(t) ** 2
print("f(100)", float(f), "gaussian index", float(mpf(0.5) + mpmath.sqrt(2 * mpmath.log(f) / 10)))
print("coin index", bound(kl_bernoulli, mpf(0.5), mpmath.log(f) / 10, mpf(1)))


def nearly_equal_coins():
    """The divergence of coins whose probabilities differ by 1e-1 ... 1e-15, from the doubles themselves."""
    rows = []
    for q in (0.5, 0.9, 1e-3, 1 - 2.0**-20):
        for digit in range(1, 16):
            p = q - q * 10.0**-digit
            rows.append((p, q, float(kl_bernoulli(mpf(p), mpf(q)))))
    return rows


show("kl of nearly equal coins: p, q, kl", nearly_equal_coins())
