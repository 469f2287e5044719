"""Random linear programmes with SciPy's answers (HiGHS), and matching values by programmes written out.

    python3 Tests/Reference/linear_programs.py > Tests/Reference/linear_programs.json

`programmes`: maximise c.x subject to rows [coefficients, relation, bound] and x >= 0; `status` is optimal, infeasible or
unbounded. Some have few rows, some many; coefficients are small whole numbers in a third of them, which makes ties and
degenerate vertices.

`graphs`: random matching graphs (weights, and for each arrival a list of [vertex, probability]) with the optimum of
budgeted allocation (`lp`), of the relaxation over configurations (`configuration`) and of the clairvoyant dynamic programme
(`clairvoyant`), each written from its definition. Needs NumPy and SciPy.
"""

import itertools
import json

import numpy as np
from scipy.optimize import linprog

rng = np.random.default_rng(20260)
STATUS = {0: "optimal", 2: "infeasible", 3: "unbounded"}


def solve(c, rows):
    def part(relation, sign=1):
        chosen = [r for r in rows if r[1] == relation]
        return [[sign * a for a in r[0]] for r in chosen], [sign * r[2] for r in chosen]

    upper, right = part("atMost")
    more, more_right = part("atLeast", -1)
    equal, equal_right = part("exactly")
    answer = linprog(
        [-a for a in c], A_ub=(upper + more) or None, b_ub=(right + more_right) or None, A_eq=equal or None,
        b_eq=equal_right or None, method="highs")
    return STATUS.get(answer.status, "unclear"), -answer.fun if answer.status == 0 else None


def programme():
    n, m = int(rng.integers(1, 9)), int(rng.integers(1, 9))
    whole = rng.random() < 1 / 3
    draw = (lambda size: rng.integers(-2, 4, size).astype(float)) if whole else (lambda size: rng.normal(0.3, 1, size))
    kind = rng.random() < 0.8
    rows = []
    for _ in range(m):
        relation = str(rng.choice(["atMost", "atMost", "atMost", "atLeast", "exactly"]))
        bound = round(float(draw(1)[0] * 2), 3)
        rows.append([[round(float(a), 3) for a in draw(n)], relation, abs(bound) if kind else bound])
    if rng.random() < 0.7:
        rows.append([[1.0] * n, "atMost", 5.0])
    c = [round(float(a), 3) for a in draw(n)]
    status, value = solve(c, rows)
    return {"objective": c, "rows": rows, "status": status, "value": value}


def budgeted(weights, arrivals):
    pairs = [(u, v, p) for v, edges in enumerate(arrivals) for u, p in edges]
    rows = [[[p if u == k else 0.0 for u, _, p in pairs], "atMost", 1.0] for k in range(len(weights))]
    rows += [[[1.0 if v == k else 0.0 for _, v, _ in pairs], "atMost", 1.0] for k in range(len(arrivals))]
    return solve([weights[u] * p for u, _, p in pairs], rows)[1]


def configuration(weights, arrivals):
    columns = []
    for u, w in enumerate(weights):
        offers = [(v, p) for v, edges in enumerate(arrivals) for x, p in edges if x == u]
        for size in range(1, len(offers) + 1):
            for chosen in itertools.combinations(offers, size):
                uses, survival = {}, 1.0
                for v, p in chosen:
                    uses[v] = survival
                    survival *= 1 - p
                columns.append((u, w * (1 - survival), uses))
    rows = [[[1.0 if u == k else 0.0 for u, _, _ in columns], "atMost", 1.0] for k in range(len(weights))]
    rows += [[[uses.get(v, 0.0) for _, _, uses in columns], "atMost", 1.0] for v in range(len(arrivals))]
    return solve([gain for _, gain, _ in columns], rows)[1]


def clairvoyant(weights, arrivals):
    def value(t, dead):
        if t == len(arrivals):
            return 0.0
        idle = best = value(t + 1, dead)
        for u, p in arrivals[t]:
            if u not in dead:
                best = max(best, p * (weights[u] + value(t + 1, dead | {u})) + (1 - p) * idle)
        return best

    return value(0, frozenset())


def graph():
    n, count = int(rng.integers(1, 4)), int(rng.integers(1, 7))
    equal = rng.random() < 0.5
    common = round(float(rng.uniform(0.1, 0.9)), 2)
    weights = [1.0] * n if rng.random() < 0.5 else [round(float(w), 2) for w in rng.uniform(0, 3, n)]
    arrivals = []
    for _ in range(count):
        chosen = sorted(int(u) for u in rng.permutation(n)[: int(rng.integers(0, n + 1))])
        arrivals.append([[u, common if equal else round(float(rng.uniform(0.05, 1)), 2)] for u in chosen])
    if not any(arrivals):
        arrivals[0] = [[0, common]]
    return {
        "weights": weights, "arrivals": arrivals, "lp": budgeted(weights, arrivals),
        "configuration": configuration(weights, arrivals), "clairvoyant": clairvoyant(weights, arrivals),
    }


print(json.dumps({"programmes": [programme() for _ in range(150)], "graphs": [graph() for _ in range(40)]}))
