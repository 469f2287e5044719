#!/usr/bin/env python3
"""Golden numbers for the tests of BanditNumerics and of BanditExperiments/Results.

Prints Swift literals; needs SciPy, NumPy and mpmath (for the tails of Student's t).
"""
import mpmath
import numpy
from scipy import stats

mpmath.mp.dps = 30


def two_sided_p(t, nu):
    """P(|T| >= |t|) as a regularised incomplete beta function, at 30 digits."""
    x = mpmath.mpf(nu) / (nu + mpmath.mpf(t) ** 2)
    return float(mpmath.betainc(mpmath.mpf(nu) / 2, mpmath.mpf(1) / 2, 0, x, regularized=True))


def critical(confidence, nu):
    """The root of two_sided_p = 1 - confidence."""
    start = stats.t.ppf((1 + confidence) / 2, nu)
    f = lambda t: mpmath.betainc(
        mpmath.mpf(nu) / 2, mpmath.mpf(1) / 2, 0, nu / (nu + t**2), regularized=True
    ) - (1 - mpmath.mpf(confidence))
    return float(mpmath.findroot(f, start))


print("critical values: confidence, degrees of freedom, value")
for confidence in (0.5, 0.95, 0.99, 0.999999):
    for nu in (1, 2, 3, 9, 29, 199, 9999):
        print(f"    ({confidence}, {nu}, {critical(confidence, nu)!r}),")

print("two-sided p: statistic, degrees of freedom, p")
for t in (0.0, 0.5, 2.0, 6.5, 20.0):
    for nu in (1, 4, 29, 31, 199, 9999):
        print(f"    ({t}, {nu}, {two_sided_p(t, nu)!r}),")

sample = [3.5, -1.25, 10.0, 4.75, 4.75, 0.5, 8.125, 2.0]
print("sample", sample)
print("  mean, sd, se", numpy.mean(sample), numpy.std(sample, ddof=1), stats.sem(sample))
print("  interval", stats.t.interval(0.9, len(sample) - 1, numpy.mean(sample), stats.sem(sample)))
print("  quantiles", [float(q) for q in numpy.quantile(sample, [0, 0.05, 0.25, 0.5, 0.75, 0.95, 1])])

first = [3.5, 2.25, 7.0, 4.125, 5.5]
second = [1.5, 2.5, 6.0, 1.0, 5.25]
difference = numpy.subtract(first, second)
test = stats.ttest_rel(first, second)
print("pairs", first, second)
print("  mean, se", difference.mean(), stats.sem(difference))
print("  interval", stats.t.interval(0.95, 4, difference.mean(), stats.sem(difference)))
print("  p", test.pvalue)


def holm(p):
    """The definition, term by term."""
    p = numpy.asarray(p)
    order = numpy.argsort(p, kind="stable")
    adjusted = numpy.empty(len(p))
    for k, index in enumerate(order):
        adjusted[index] = max(min(1.0, (len(p) - j) * p[order[j]]) for j in range(k + 1))
    return [float(value) for value in adjusted]


p_values = [0.01, 0.04, 0.03, 0.005, 0.6, 0.03]
print("holm", p_values, holm(p_values))
