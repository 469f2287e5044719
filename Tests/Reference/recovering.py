#!/usr/bin/env python3
"""Golden numbers for the tests of recovering arms: the concave bound, the planner, the exact optimum, a learner.

The bound is solved in exact fractions and checked against SciPy's linear programme; the planner is written from its
definition in fractions; optima come from trying all sequences. Prints Swift literals; needs NumPy and SciPy.
"""
import itertools
import math
import random
from fractions import Fraction as F

import numpy as np
from scipy.optimize import linprog


def hull(table):
    """Kinks (x, y, d) of the nondecreasing upper concave hull of (0, 0) and (1/d, R(d)/d)."""
    points = [(F(0), F(0), 0)] + [(F(1, d), table[d - 1] / d, d) for d in range(len(table), 0, -1)]
    kept = []
    for p in points:
        while len(kept) >= 2:
            (ax, ay, _), (bx, by, _) = kept[-2:]
            if (bx - ax) * (p[1] - ay) - (p[0] - ax) * (by - ay) >= 0:
                kept.pop()
            else:
                break
        kept.append(p)
    best = max(range(len(kept)), key=lambda i: (kept[i][1], -i))
    return kept[:best + 1]


def bound(tables, capacity):
    """UB, the shares, the kink of each arm, the partial arm as (arm, upper kink)."""
    pieces = []
    for arm, table in enumerate(tables):
        kinks = hull(table)
        for index, (a, b) in enumerate(zip(kinks, kinks[1:])):
            pieces.append((-(b[1] - a[1]) / (b[0] - a[0]), arm, index, a, b))
    left, value = F(capacity), F(0)
    shares, kinks, partial = [F(0)] * len(tables), [0] * len(tables), None
    for slope, arm, _, a, b in sorted(pieces, key=lambda p: p[:3]):
        if left == 0:
            break
        length = min(left, b[0] - a[0])
        value -= slope * length
        shares[arm] += length
        left -= length
        if length == b[0] - a[0]:
            kinks[arm] = b[2]
        else:
            partial = (arm, b[2])
    return value, shares, kinks, partial


def linear_programme(tables, capacity):
    """UB as the linear programme over pulls of arm i with idle time d per period."""
    columns = [(i, d) for i, table in enumerate(tables) for d in range(1, len(table) + 1)]
    gain = [-float(tables[i][d - 1]) for i, d in columns]
    rows = [[d if i == arm else 0 for i, d in columns] for arm in range(len(tables))] + [[1] * len(columns)]
    return -linprog(gain, A_ub=rows, b_ub=[1] * len(tables) + [capacity]).fun


def rounded(d, j):
    return min(next(o * 2**l for l in itertools.count() if o * 2**l >= d) for o in range(1, 2 * j, 2))


def plan(tables, capacity):
    """(value, J, candidate, {arm: period}) of the best purely periodic plan."""
    _, shares, kinks, partial = bound(tables, capacity)
    sets = [("lower", list(kinks))]
    if partial:
        for name, d in (("upper", partial[1]), ("share", math.ceil(1 / shares[partial[0]]))):
            sets.append((name, [d if i == partial[0] else k for i, k in enumerate(kinks)]))
    best = None
    for name, periods in sets:
        for j in range(1, capacity + 2):
            classes = {}
            for arm, d in enumerate(periods):
                if d:
                    p = rounded(d, j)
                    odd = p
                    while odd % 2 == 0:
                        odd //= 2
                    classes.setdefault(odd, []).append((p, arm))
            slots = []
            for odd in sorted(classes):
                own = []
                for p, arm in sorted(classes[odd]):
                    for slot in own:
                        if sum(F(1, q) for q, _ in slot) + F(1, p) <= 1:
                            slot.append((p, arm))
                            break
                    else:
                        own.append([(p, arm)])
                slots += own
            worth = [sum(tables[a][min(p, len(tables[a])) - 1] / p for p, a in slot) for slot in slots]
            order = sorted(range(len(slots)), key=lambda s: (-worth[s], s))[:capacity]
            value = sum((worth[s] for s in order), F(0))
            if best is None or value > best[0]:
                best = (value, j, name, {a: p for s in order for p, a in slots[s]})
    return best


def optimum(tables, capacity, horizon, start="zero"):
    """OPT_T by trying every sequence of sets."""
    n = len(tables)
    sets = [s for size in range(capacity + 1) for s in itertools.combinations(range(n), size)]

    def best(t, last):
        if t > horizon:
            return F(0)
        values = []
        for s in sets:
            gain = sum((tables[i][min(t - last[i], len(tables[i])) - 1] for i in s), F(0))
            values.append(gain + best(t + 1, tuple(t if i in s else last[i] for i in range(n))))
        return max(values)

    return best(1, tuple(0 if start == "zero" else 1 - len(t) for t in tables))


def random_tables(rng, arms, depth):
    """Nondecreasing tables in thousandths."""
    return [sorted(rng.randrange(1000) for _ in range(rng.randint(1, depth))) for _ in range(arms)]


def fractions(tables):
    return [[F(v, 1000) for v in table] for table in tables]


REC5 = [[48, 94, 395, 821, 948], [37, 58, 70, 91, 425, 434, 507], [124, 223, 397, 577, 627, 948, 976],
        [133, 419, 557], [118, 181, 308, 372, 582, 639, 816]]


def turns(tables, capacity):
    """(arm, period, residue) of the best plan, by splitting residues."""
    _, j, name, periods = plan(tables, capacity)
    # The slots again, in the order of first fit: arms of one class, by period, then index.
    classes = {}
    for arm, p in periods.items():
        odd = p
        while odd % 2 == 0:
            odd //= 2
        classes.setdefault(odd, []).append((p, arm))
    result = []
    for odd in sorted(classes):
        own = []
        for p, arm in sorted(classes[odd]):
            for slot in own:
                if sum(F(1, q) for q, _ in slot) + F(1, p) <= 1:
                    slot.append((p, arm))
                    break
            else:
                own.append([(p, arm)])
        for slot in own:
            free = [(odd, r) for r in range(odd)]
            for p, arm in slot:
                m = max(q for q, _ in free if q <= p)
                r = min(r for q, r in free if q == m)
                free.remove((m, r))
                while m < p:
                    free.append((2 * m, r + m))
                    m *= 2
                result.append((arm, p, r))
    return result


class Greedy:
    def __init__(self, tables, capacity):
        self.tables, self.capacity = tables, capacity

    def select(self, t, idle):
        return sorted(range(len(idle)), key=lambda i: (-self.tables[i][idle[i] - 1], i))[:self.capacity]

    def observe(self, arm, idle, reward):
        pass


class Cells:
    """The largest mean + sqrt(width / n) of the present cells."""

    def __init__(self, tables, capacity, unseen, width):
        self.capacity, self.unseen, self.width, self.seen = capacity, unseen, width, {}

    def index(self, cell):
        if cell not in self.seen:
            return self.unseen
        n, s = self.seen[cell]
        return s / n + math.sqrt(self.width / n)

    def select(self, t, idle):
        return sorted(range(len(idle)), key=lambda i: (-self.index((i, idle[i])), i))[:self.capacity]

    def observe(self, arm, idle, reward):
        n, s = self.seen.get((arm, idle), (0, 0.0))
        self.seen[arm, idle] = (n + 1, s + reward)


class Phases(Cells):
    """The plan for optimistic tables, phase by phase."""

    def __init__(self, tables, capacity, phase, width):
        super().__init__(tables, capacity, 1.0, width)
        self.depths, self.phase, self.turns = [len(t) for t in tables], phase, []

    def select(self, t, idle):
        if (t - 1) % self.phase == 0:
            upper = []
            for arm, depth in enumerate(self.depths):
                row = [min(1.0, self.index((arm, d))) for d in range(1, depth + 1)]
                for d in range(depth - 2, -1, -1):
                    row[d] = min(row[d], row[d + 1])
                upper.append([F(round(u * 10**12), 10**12) for u in row])
            self.turns = turns(upper, self.capacity)
        return [arm for arm, p, r in self.turns if t % p == r]


def play(learner, tables, horizon):
    last, total, sets = [0] * len(tables), 0, []
    for t in range(1, horizon + 1):
        idle = [min(t - last[i], len(tables[i])) for i in range(len(tables))]
        chosen = sorted(learner.select(t, idle))
        for arm in chosen:
            total += tables[arm][idle[arm] - 1]
            learner.observe(arm, idle[arm], tables[arm][idle[arm] - 1] / 1000)
            last[arm] = t
        sets.append(chosen)
    return total, sets


def checksum(sets):
    """Notices every change of a set: a polynomial in the sets' bit masks, modulo 1000003."""
    value = 0
    for chosen in sets:
        value = (value * 31 + sum(1 << arm for arm in chosen)) % 1000003
    return value


if __name__ == "__main__":
    rng = random.Random(2021)
    print("bound and planner: capacity, tables in thousandths, UB, V, J, candidate, periods by arm (0: unused)")
    for _ in range(14):
        arms, capacity = rng.randint(2, 7), rng.randint(1, 4)
        tables = random_tables(rng, arms, 9)
        exact = fractions(tables)
        value = bound(exact, capacity)[0]
        assert abs(float(value) - linear_programme(exact, capacity)) < 1e-9
        v, j, name, periods = plan(exact, capacity)
        print(f"    .init({capacity}, {tables}, {value.numerator} / {value.denominator}, "
              f"{v.numerator} / {v.denominator}, {j}, .{name}, {[periods.get(a, 0) for a in range(arms)]}),")

    print("not monotone, some negative: capacity, tables in thousandths, UB")
    for _ in range(6):
        arms, capacity = rng.randint(2, 5), rng.randint(1, 3)
        tables = [[rng.randrange(-400, 1000) for _ in range(rng.randint(1, 8))] for _ in range(arms)]
        value = bound(fractions(tables), capacity)[0]
        assert abs(float(value) - linear_programme(fractions(tables), capacity)) < 1e-9
        print(f"    ({capacity}, {tables}, {value.numerator} / {value.denominator}),")

    print("optimum by all sequences: capacity, tables in thousandths, horizon, OPT from zero, OPT from recovered")
    for _ in range(12):
        arms, capacity = rng.randint(1, 3), rng.randint(1, 2)
        tables = [[rng.randrange(-200, 1000) for _ in range(rng.randint(1, 3))] for _ in range(arms)]
        horizon = 5 if arms == 3 and capacity == 2 else 6
        zero = optimum(fractions(tables), capacity, horizon)
        full = optimum(fractions(tables), capacity, horizon, "recovered")
        print(f"    ({capacity}, {tables}, {horizon}, {float(zero)}, {float(full)}),")

    print("learners on REC5 without noise, T = 400: sum of means, checksum, sets of the last 12 periods")
    for name, learner in (
            ("myopic-ucb", lambda: Cells(REC5, 2, 1.0, 2 * math.log(400))),
            ("ucb-z, noiseSd 0.1", lambda: Cells(REC5, 2, math.inf, 2 * 0.01 * (2 + 6 * math.log(400 * 7 * 5)))),
            ("online, phase 25, c 2", lambda: Phases(REC5, 2, 25, 2 * math.log(400))),
            ("online, phase 20, c 0.05", lambda: Phases(REC5, 2, 20, 0.05 * math.log(400))),
            ("greedy", lambda: Greedy(REC5, 2))):
        total, sets = play(learner(), REC5, 400)
        print(f"    {name}: {total / 1000}, {checksum(sets)}, {sets[-12:]}")

    print("UCB-Z bonus:", math.sqrt(2 * 0.01 * (2 + 6 * math.log(1000 * 30 * 10)) / 4))
    print("Cholesky, NumPy:", np.linalg.cholesky(np.array([[4, 2, 0.6], [2, 5, 1], [0.6, 1, 3.0]])).tolist())
