"""Reference values of the change detector R-BOCPD, from its definition.

Forecasters are multiplied up in exact fractions, as the recursion of the paper has it (Alami, Mahfoud and
Moulines 2023, definitions 4.4 and 4.5); the theorem's weight and the bound on the delay are evaluated with mpmath.
Nothing here uses the closed form that the Swift code computes.

Usage: python3 change_detection.py
"""

from fractions import Fraction
from mpmath import mp, mpf, log, exp, pi, sqrt, factorial
import random

mp.dps = 30


def pred(symbols, x, count):
    return Fraction(symbols.count(x) + 1, len(symbols) + count)


def evidence(symbols, count):
    total = Fraction(1)
    for place, x in enumerate(symbols):
        total *= pred(symbols[:place], x, count)
    return total


def ratios(stream, count, eta, stop=True):
    """w_s(t) / w_r(t) for every t of a segment and every s in 2...t, by the recursion."""
    weights, rows = [], []
    for t, x in enumerate(stream, start=1):
        for s in range(1, t):
            scale = Fraction(1) if s == 1 else eta(t, s - 1, t - s + 1) / eta(t - 1, s - 1, t - s)
            weights[s - 1] *= scale * pred(stream[s - 1 : t - 1], x, count)
        # A newborn has seen nothing but x, which it gives the probability 1 / count.
        born = Fraction(1) if t == 1 else eta(t, t - 1, 1) * evidence(stream[: t - 1], count)
        weights.append(born * Fraction(1, count))
        rows.append([w / weights[0] for w in weights[1:]])
        if stop and rows[-1] and max(rows[-1]) > 1:
            break
    return rows


def alarm(stream, count, eta):
    rows = ratios(stream, count, eta)
    last = rows[-1]
    if last and max(last) > 1:
        return len(rows), last.index(max(last)) + 2, max(last)
    return None


def inverse(n, m, k):
    return Fraction(1, n)


def square(n, m, k):
    return Fraction(1, n * n)


def constant(value):
    return lambda n, m, k: Fraction(value)


def theorem(n, m, k, count, delta=mpf("0.05"), alpha=mpf("1.1")):
    b1 = -mpf(count) / 12 - mpf(count - 1) / 2 * log(2 * pi) + mpf(count) / 2 * log(count)
    total = sum(log(m + i) + log(k + i) - log(n + i) for i in range(1, count))
    total += 2 * b1 - mpf(count - 1) / 2 * log(m * k) - log(factorial(count - 1))
    return total + alpha * (log(log(4 * alpha + 2)) + 2 * log(delta) - log(4 * n) - log(log((alpha + 3) * n)))


def log_evidence(symbols, count):
    f = lambda n: log(factorial(n))
    return f(count - 1) + sum(f(symbols.count(o)) for o in range(count)) - f(len(symbols) + count - 1)


def theorem_alarm(m, count=2):
    stream = [0] * m
    for ones in range(1, 200):
        stream.append(1)
        n = len(stream)
        scores = [
            theorem(n, s - 1, n - s + 1, count) + log_evidence(stream[: s - 1], count)
            + log_evidence(stream[s - 1 :], count) - log_evidence(stream, count)
            for s in range(2, n + 1)
        ]
        if max(scores) > 0:
            return ones, scores.index(max(scores)) + 2
    return None


def delay_bound(gaps, before, eta, count, delta=mpf("0.05")):
    """Theorem 4.8 with the guards: symbols that change only, and no d while one of their gaps is within C."""
    gaps = [mpf(g) for g in gaps if g != 0]
    m = mpf(before)
    for d in range(1, 100000):
        k, n = mpf(d), before + mpf(d)
        c = sqrt(2) / 2 * (
            sqrt((1 + 1 / m) / m * log(2 * sqrt(before + 1) / delta))
            + sqrt((1 + 1 / k) / k * log(2 * n * sqrt(k + 1) * log(n) ** 2 / (log(2) * delta))))
        if any(g <= c for g in gaps):
            continue
        f = sum(log(m + i) + log((k + i) / (n + i)) for i in range(1, count))
        f += -mpf(count - 1) / 2 * log(k / n) - log(factorial(count - 1))
        s = sum((g - c) ** 2 for g in gaps)
        e = eta(int(n), before, d)
        bottom = 1 + 2 * (e - f) / (m * s)
        if bottom > 0 and d > 2 / s * (-e + f) / bottom:
            return d
    return None


if __name__ == "__main__":
    for row in ratios([0, 0, 0, 0, 1, 1, 1], 2, inverse):
        print("1/n, 0000111:", [str(r) for r in row])
    for row in ratios([0, 0, 0], 3, inverse):
        print("1/n, O=3, 000:", [str(r) for r in row])
    for name, eta, ms in [
        ("1/n", inverse, (2, 3, 4, 5, 10)), ("1/100", constant("1/100"), (5, 10, 20, 50)),
        ("1/n^2", square, (5, 10, 20, 50)),
    ]:
        for m in ms:
            found = alarm([0] * m + [1] * 40, 2, eta)
            print(name, "m =", m, "ones =", found[0] - m, "argmax - m =", found[1] - m)
    for m in (10, 20, 50):
        ones, s = theorem_alarm(m)
        print("theorem m =", m, "ones =", ones, "argmax - m =", s - m)
    for case in [(2, 1, 1, 2), (2, 1, 1, 3), (20, 10, 10, 2), (100, 50, 50, 2), (100, 90, 10, 4), (2, 1, 1, 8), (2, 1, 1, 16)]:
        print("theorem weight", case, mp.nstr(theorem(*case), 12))
    for name, eta in [
        ("1/n", lambda n, m, k: -log(n)), ("1/1000", lambda n, m, k: -log(mpf(1000))),
        ("theorem", lambda n, m, k: theorem(n, m, k, 2)),
    ]:
        print("delay bound, .9 to .1 after 300,", name, delay_bound([mpf("0.8")] * 2, 300, eta, 2))
    generator = random.Random(8)
    for count in (2, 3, 4):
        stream = [generator.randrange(count) for _ in range(12)]
        last = ratios(stream, count, inverse, stop=False)[-1]
        print("random", count, stream, [mp.nstr(log(mpf(r.numerator) / r.denominator), 15) for r in last])
