"""Reference values for Tests/BanditTestingTests and Tests/BanditNumericsTests, from SciPy and mpmath."""

from fractions import Fraction

import mpmath
import numpy as np
from scipy import stats

np.set_printoptions(legacy="1.25")

print("Kolmogorov-Smirnov: n, p, the statistic with exactly that p-value")
for n in (20, 100, 1000, 10**6):
    for p in (0.5, 0.01, 1e-6):
        print(f"  ({n}, {p}, {stats.kstwo.isf(p, n)!r}),")

sample = [0.61, 0.17, 0.92, 0.35, 0.73]
print("Kolmogorov-Smirnov statistic of", sample, stats.kstest(sample, "uniform").statistic)

print("Chi-square")
counts, probabilities = np.array([18, 55, 27]), np.array([0.2, 0.5, 0.3])
test = stats.chisquare(counts, probabilities * 100)
print(" ", repr(test.statistic), repr(test.pvalue))
for df, x in [(1, 3.84), (2, 13.8), (9, 60.0), (999, 1200.0), (10**5, 101500.0)]:
    print(f"  ({df}, {x}, {stats.chi2.sf(x, df)!r}),")

print("Binomial tails: successes, trials, p, P(X <= k), P(X > k)")
for k, n, p in [(3, 10, 0.3), (0, 10, 0.3), (9, 10, 0.3), (450, 1000, 0.5), (502000, 10**6, 0.5), (1100, 10**6, 0.001)]:
    print(f"  ({k}, {n}, {p}, {stats.binom.cdf(k, n, p)!r}, {stats.binom.sf(k, n, p)!r}),")
print("Binomial tests: doubled smaller tail")
for k, n, p in [(7, 10, 0.3), (5, 10, 0.5), (0, 20, 0.5), (502500, 10**6, 0.5)]:
    print(f"  ({k}, {n}, {p}, {min(1, 2 * min(stats.binom.cdf(k, n, p), stats.binom.sf(k - 1, n, p)))!r}),")

mpmath.mp.dps = 40
print("Normal: x, P(X <= x)")
for x in ("-6.5", "-1", "0", "0.3", "4"):
    print(f"  ({x}, {float(mpmath.ncdf(mpmath.mpf(float(x))))!r}),")
print("Gamma: shape, x, P(X <= x)")
for a, x in ((0.3, 0.01), (1.0, 2.0), (2.5, 2.5), (50.0, 40.0), (5e4, 50200.0)):
    print(f"  ({a}, {x}, {float(mpmath.gammainc(a, 0, mpmath.mpf(x), regularized=True))!r}),")
print("Beta: a, b, x, P(X <= x)")
for a, b, x in ((0.5, 0.5, 0.01), (2.0, 1.0, 0.3), (200.0, 3.0, 0.98), (2.5, 7.3, 0.2), (1e5, 2e5, 0.3335)):
    print(f"  ({a}, {b}, {x}, {stats.beta.cdf(x, a, b)!r}),")

print("Compensated sums: exact value rounded once")
for name, terms in [
    ("tenths", [0.1] * 1_000_000),
    ("harmonic", [1 / k for k in range(1, 100_001)]),
    ("cancelling", [1.0, 1e100, 1.0, -1e100]),
    ("small after large", [1e16] + [1.0] * 1000 + [-1e16]),
]:
    print(f"  {name}: {float(sum(map(Fraction, terms)))!r}")
