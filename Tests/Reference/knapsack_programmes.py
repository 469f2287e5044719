"""Linear programmes of random bandits with knapsacks, and best fixed distributions of random tables, by SciPy (HiGHS).

    python3 Tests/Reference/knapsack_programmes.py > Tests/Reference/knapsack_programmes.json

`programmes`: 300 instances with 1 to 8 arms and 1 to 4 resources: rewards, consumptions (a list for each resource), the rate
B / T, the optimum of max r.D under c_i.D <= B / T, sum D <= 1, D >= 0, and the value of the Lagrange game over arms (the null
arm among them) and resources (time among them), by a programme of its own. A third have entries that are multiples of a
quarter, for ties and degenerate vertices.

`floors`: programmes max x_k under the same constraints and r'.x >= v with v a share of the optimum of r'.

`tables`: tables of 5 to 12 rounds, with the largest mean reward of the first tau rounds of a fixed distribution for each tau,
and over all tau. Needs NumPy and SciPy.
"""

import json

import numpy as np
from scipy.optimize import linprog

rng = np.random.default_rng(20270)


def entries(size, coarse):
    return (rng.integers(0, 5, size) / 4 if coarse else rng.random(size).round(4)).tolist()


def packing(r, c, bound, extra=None):
    """The optimum of max r.x under c x <= bound, sum x <= 1, and extra rows a.x <= b."""
    rows = [list(row) for row in c] + [[1.0] * len(r)] + [row for row, _ in extra or []]
    right = [bound] * len(c) + [1.0] + [b for _, b in extra or []]
    answer = linprog([-a for a in r], A_ub=rows, b_ub=right, method="highs")
    assert answer.status in (0, 2), answer
    return -answer.fun if answer.status == 0 else None


def lagrange(r, c, rate):
    """The value of the game in which arms maximise and resources minimise r + 1 - c / rate."""
    arms = r + [0.0]
    game = [[a + 1 - x / rate for a, x in zip(arms, row + [0.0])] for row in c] + [list(arms)]
    # max v: v <= sum_a D(a) L(a, i) for all i.
    rows = [[-x for x in row] + [1.0] for row in game]
    answer = linprog(
        [0.0] * len(arms) + [-1.0], A_ub=rows, b_ub=[0.0] * len(rows), A_eq=[[1.0] * len(arms) + [0.0]], b_eq=[1.0],
        bounds=[(0, None)] * len(arms) + [(None, None)], method="highs")
    assert answer.status == 0
    return -answer.fun


programmes, floors, tables = [], [], []
for number in range(300):
    n, d = int(rng.integers(1, 9)), int(rng.integers(1, 5))
    r, c = entries(n, number % 3 == 0), [entries(n, number % 3 == 0) for _ in range(d)]
    rate = float(rng.choice([0.05, 0.25, 0.5, 0.9, 1.5]))
    programmes.append({
        "rewards": r, "consumptions": c, "rate": rate, "value": packing(r, c, rate), "lagrange": lagrange(r, c, rate)})
    g, share, arm = entries(n, number % 2 == 0), float(rng.choice([0.0, 0.3, 0.8, 1.0, 1.1])), int(rng.integers(0, n))
    # A floor above the optimum by less than rounding is not asked for.
    least = share * packing(g, c, rate)
    value = packing([1.0 if a == arm else 0.0 for a in range(n)], c, rate, [([-a for a in g], -least + 1e-12)])
    floors.append({"consumptions": c, "rate": rate, "floor": g, "least": least, "arm": arm, "value": value})
for _ in range(40):
    n, d, rounds = int(rng.integers(1, 4)), int(rng.integers(1, 3)), int(rng.integers(5, 13))
    rewards = [entries(n, False) for _ in range(rounds)]
    consumptions = [[entries(n, False) for _ in range(d)] for _ in range(rounds)]
    budget = float(rng.choice([0.7, 2.0, 4.5]))
    values = []
    for tau in range(1, rounds + 1):
        r = np.sum(rewards[:tau], axis=0).tolist()
        c = np.sum(consumptions[:tau], axis=0).tolist()
        values.append(packing(r, c, budget))
    tables.append({"rewards": rewards, "consumptions": consumptions, "budget": budget, "values": values})
print(json.dumps({"programmes": programmes, "floors": floors, "tables": tables}))
