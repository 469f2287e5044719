#!/usr/bin/env python3
"""The alarms of R-BOCPD on the flow of the Nile at Aswan, 1871-1970 (J. Durbin and S. J. Koopman, Time Series Analysis by
State Space Methods, 2001; R's datasets), as it is and cut into quarters of the data: the numbers of AlarmsTests.

The forecasters are compared as the paper defines them (Alami, Mahfoud and Moulines 2023, definitions 4.4 and 4.5,
algorithm 1), in exact fractions, for normal laws with 60 digits: every forecaster predicts with what came since its birth,
and its weight is multiplied by what it predicted. Nothing here knows of evidence or a closed form.

    python3 Tests/Reference/nile.py
"""

import csv
import functools
import math
from decimal import Decimal as D
from decimal import getcontext
from fractions import Fraction as F
from pathlib import Path

getcontext().prec = 60
PI = D("3.14159265358979323846264338327950288419716939937510582097494")


def predicted(symbol, seen, count):
    """(count of the symbol + 1) / (n + O)."""
    return F(seen.count(symbol) + 1, len(seen) + count)


def alarms(symbols, count, eta):
    """The alarm, the place of the largest weight and the logarithm of its ratio to that of the oldest forecaster."""
    found, restart = [], 0
    weights, product = {}, F(1)  # of the oldest forecaster's predictions so far
    for t in range(len(symbols)):
        if t == restart:
            weights, product = {}, F(1)
        symbol = symbols[t]
        for born in weights:
            weights[born] *= predicted(symbol, symbols[born:t], count)
        if t > restart:
            # A newborn has seen nothing: its weight is what the data before it were worth, and it predicts 1/O.
            weights[t] = product * F(1, count)
        product *= predicted(symbol, symbols[restart:t], count)
        if weights:
            # Of equal ones the first.
            best = max(weights, key=lambda born: (weights[born], -born))
            ratio = eta(t - restart + 1) * weights[best] / product
            if ratio > 1:
                score = math.log(ratio.numerator) - math.log(ratio.denominator)
                found.append((t + 1, best + 1, score))
                restart = t + 1
    return found


class Normal:
    """A conjugate normal prediction, updated number by number: Murphy (2007), sections 2 and 3. sd is None if unknown."""

    def __init__(self, mean, strength, sd, prior_sd, degrees):
        self.m, self.k, self.sd = D(mean), D(strength), None if sd is None else D(sd)
        self.n, self.beta = degrees, D(degrees) * D(prior_sd) ** 2 / 2

    def density(self, x):
        distance = D(x) - self.m
        if self.sd is not None:
            variance = self.sd**2 * (1 + 1 / self.k)
            return (-(distance**2) / (2 * variance)).exp() / (2 * PI * variance).sqrt()
        # Student's law with n degrees of freedom.
        square = self.beta * (self.k + 1) / (D(self.n) / 2 * self.k)
        power = (1 + distance**2 / (self.n * square)).ln() * -(D(self.n) + 1) / 2
        return gamma(self.n + 1) / gamma(self.n) / (self.n * PI * square).sqrt() * power.exp()

    def update(self, x):
        distance = D(x) - self.m
        if self.sd is None:
            self.beta += self.k * distance**2 / (2 * (self.k + 1))
            self.n += 1
        self.m = (self.k * self.m + D(x)) / (self.k + 1)
        self.k += 1


@functools.cache
def gamma(halves):
    """Gamma(halves / 2)."""
    return D(1) if halves == 2 else PI.sqrt() if halves == 1 else D(halves - 2) / 2 * gamma(halves - 2)


def normal_alarms(values, eta, prior):
    found, restart, oldest, born, weight, product = [], 0, None, {}, {}, D(1)
    for t, x in enumerate(values):
        if t == restart:
            oldest, born, weight, product = Normal(*prior), {}, {}, D(1)
        else:
            born[t], weight[t] = Normal(*prior), product
        for s in born:
            weight[s] *= born[s].density(x)
            born[s].update(x)
        product *= oldest.density(x)
        oldest.update(x)
        if weight:
            best = max(weight, key=lambda s: (weight[s], -s))
            ratio = eta(t - restart + 1) * weight[best] / product
            if ratio > 1:
                found.append((t + 1, best + 1, float(ratio.ln())))
                restart = t + 1
    return found


if __name__ == "__main__":
    rows = list(csv.DictReader(open(Path(__file__).parents[2] / "Scenarios/smoke/nile.csv")))
    quarters = [int(row["quarter"]) for row in rows]
    for name, eta in (("1/T", lambda n: F(1, 100)), ("1/n", lambda n: F(1, n)), ("1/n^2", lambda n: F(1, n * n))):
        print(name)
        for alarm, location, score in alarms(quarters, 4, eta):
            print(f"  alarm {alarm} location {location} ({rows[location - 1]['year']}) score {score!r}")
    flows = [int(row["flow"]) for row in rows]
    weights = {"1/T": lambda n: D(1) / 100, "1/n": lambda n: D(1) / n, "1/n^2": lambda n: D(1) / (n * n)}
    for name, hazard, prior in (
        ("known sd 130", "1/T", (1000, "0.1", 130, 1, 1)),
        ("unknown", "1/T", (1000, "0.1", None, 150, 2)),
        ("unknown, square", "1/n^2", (1000, "0.1", None, 150, 3)),
        ("known sd 130, 1/n", "1/n", (1000, "0.1", 130, 1, 1)),
    ):
        print(name, hazard, prior)
        for alarm, location, score in normal_alarms(flows, weights[hazard], prior):
            print(f"  alarm {alarm} location {location} ({rows[location - 1]['year']}) score {score!r}")
