#!/usr/bin/env python3
"""How many digits online ridge regression keeps: the factor of RidgeFactor.swift and the inverse that Sherman and
Morrison's formula keeps up to date, both in doubles, against the regression in fractions.

    python3 Tests/Reference/ridge_digits.py

Needs NumPy. Prints the largest error of a prediction over a run, in the unit of the labels, and the Swift literals of
RidgeFactorTests.
"""
from fractions import Fraction as F

import numpy as np


def exact(rows, labels, weight):
    """x . theta and 1 + x . P x before each row, in fractions, by Sherman and Morrison's formula."""
    d = len(rows[0])
    P = [[F(1) / F(weight) if i == j else F(0) for j in range(d)] for i in range(d)]
    theta = [F(0)] * d
    found = []
    for x, y in zip(rows, labels):
        x = [F(float(v)) for v in x]
        gain = [sum(P[i][j] * x[j] for j in range(d)) for i in range(d)]
        product = sum(a * b for a, b in zip(x, theta))
        spread = 1 + sum(a * b for a, b in zip(x, gain))
        found.append((float(product), float(spread)))
        step = (F(float(y)) - product) / spread
        theta = [t + step * g for t, g in zip(theta, gain)]
        P = [[P[i][j] - gain[i] * gain[j] / spread for j in range(d)] for i in range(d)]
    return found


def inverse(rows, labels, weight):
    d = len(rows[0])
    P, theta, found = np.eye(d) / weight, np.zeros(d), []
    for x, y in zip(rows, labels):
        gain = P @ x
        spread = 1 + x @ gain
        found.append((x @ theta, spread))
        theta = theta + (y - x @ theta) / spread * gain
        scaled = gain / np.sqrt(spread)
        P = P - np.outer(scaled, scaled)
    return found


def factor(rows, labels, weight):
    d = len(rows[0])
    R, z, found = np.eye(d) * np.sqrt(weight), np.zeros(d), []
    for x, y in zip(rows, labels):
        rest, product, square = np.array(x, float), 0.0, 0.0
        for i in range(d):
            share = rest[i] / R[i, i]
            product += share * z[i]
            square += share * share
            rest[i + 1:] -= share * R[i, i + 1:]
        found.append((product, 1 + square))
        rest, y = np.array(x, float), float(y)
        for i in range(d):
            if rest[i] == 0:
                continue
            largest = max(R[i, i], abs(rest[i]))
            a, b = R[i, i] / largest, rest[i] / largest
            length = np.sqrt(a * a + b * b)
            c, s = a / length, b / length
            R[i, i] = largest * length
            above, below = R[i, i + 1:].copy(), rest[i + 1:].copy()
            R[i, i + 1:], rest[i + 1:] = c * above + s * below, c * below - s * above
            z[i], y = c * z[i] + s * y, c * y - s * z[i]
    return found


def one_hot(count, rng, late):
    """An intercept, two one-hot blocks (whose columns sum to it) and a number: dependent, as in published data. With
    `late` a category of each block comes up after half of the rows only: a direction that no row had before."""
    rows = np.zeros((count, 7))
    rows[:, 0] = 1
    first, second = rng.integers(0, 3, count), rng.integers(0, 2, count)
    if late:
        first[: count // 2] %= 2
        second[: count // 2 + 9] = 0
    rows[np.arange(count), 1 + first] = 1
    rows[np.arange(count), 4 + second] = 1
    rows[:, 6] = rng.random(count)
    return rows


with np.errstate(all="ignore"):
    print("largest error of a prediction: data, lambda, inverse, factor")
    rng = np.random.default_rng(1)
    for late, size in ((False, 1.0), (True, 1.0), (False, 1e4), (True, 1e4), (False, 1e9), (True, 1e9)):
        rows = size * one_hot(150, rng, late)
        labels = rng.random(150)
        for weight in (1e12, 1.0, 1e-3, 1e-6, 1e-9, 1e-12):
            right = exact(rows, labels, weight)
            errors = []
            for method in (inverse, factor):
                found = method(rows, labels, weight)
                errors.append(max(abs(a[0] - b[0]) if np.isfinite(a[0]) else np.inf for a, b in zip(found, right)))
            print(f"  one-hot{', late' if late else ''} x {size:g}  {weight:g}  {errors[0]:.1e}  {errors[1]:.1e}")

    print("RidgeFactorTests: rows of three features, the third the sum of the others; label; lambda; product, spread")
    for weight, size in ((1e-12, 1.0), (1.0, 1e9), (1e12, 1.0)):
        rows, labels = [], []
        for k in range(12):
            a, b = (k * 37 % 23) / 23 * size, (k * k * 11 % 19) / 19 * size
            rows.append(np.array([a, b, a + b]))
            labels.append(k * 5 % 7 / 7)
        right = exact(rows, labels, weight)
        print(f"  ({weight!r}, {size!r}, {[p for p, _ in right]!r}, {[s for _, s in right]!r}),")
