"""Reference numbers for grouped data, from NumPy and plain textbook formulas.

    python3 Tests/Reference/groupwise.py

Prints the Swift literals that the tests of MersenneTwister, NumPyStream, PythonStream, GroupwiseSynthetic,
LeastSquaresSums and GroupwiseTables hold, and the lines of groupwise-tables.csv for 1000 rows (a minute or two).
Ridge regressions are solved from scratch in every round, comparators by an SVD of the rows; nothing is updated.
"""
import csv
import os
import random
import numpy as np

SEEDS = [473, 503, 623, 550, 692, 989, 617, 458, 301, 205]
HERE = os.path.dirname(os.path.abspath(__file__))
LOOKALIKE = os.path.join(HERE, "../../Scenarios/papers/groupwise/lookalike.csv")


def show(name, numbers):
    print(name, [float(f"{x:.12g}") for x in np.ravel(numbers)])


def words(seed, count):
    state = np.random.MT19937()
    state._legacy_seeding(seed)
    return [int(x) for x in state.random_raw(count)]


def python_words(seed, count):
    r = random.Random(seed)
    return [r.getrandbits(32) for _ in range(count)]


def streams():
    print("words of seed 0", words(0, 5))
    print("words of seed 5489", words(5489, 5))
    print("words of seed 4294967295", words(4294967295, 3))
    state = np.random.MT19937()
    state._legacy_seeding(5489)
    print("word 10000 of seed 5489", int(state.random_raw(10000)[-1]))
    print("python words of seed 0", python_words(0, 3))
    print("python words of seed 4294967295", python_words(4294967295, 3))
    r = np.random.RandomState(7)
    show("numpy normals of seed 7", [r.standard_normal() for _ in range(5)])
    show("then a uniform and a normal", [r.random_sample(), r.standard_normal()])
    r = np.random.RandomState(205)
    print("permutation of 1", r.permutation(1), "of 17", list(map(int, r.permutation(17))))
    r = random.Random(12)
    print("choices", r.choices(range(4), weights=[0.1, 0, 0.6, 0.3], k=20))


def synthetic(rows, features, seed, sd, shapes, colours, label):
    r = np.random.RandomState(seed)
    py = random.Random(seed)
    x = r.random_sample((rows, features))
    shape = np.array(py.choices(range(3), weights=shapes, k=rows))
    colour = np.array(py.choices(range(2), weights=colours, k=rows)) + 3
    w = r.random_sample((features, 5))
    noise = r.normal(0, sd, (rows, 5))
    labels = x @ w + noise
    dominance = list(r.permutation(5))
    y = np.empty(rows)
    for i in range(rows):
        pair = [labels[i, shape[i]], labels[i, colour[i]]]
        first = min([shape[i], colour[i]], key=dominance.index)
        y[i] = {"mean": np.mean(pair), "min": min(pair), "max": max(pair), "permutation": labels[i, first]}[label]
    y = (y - y.min()) / (y.max() - y.min())
    indicators = np.zeros((rows, 5))
    indicators[np.arange(rows), shape] = 1
    indicators[np.arange(rows), colour] = 1
    return np.hstack([x, indicators]), y, indicators


def weight(r, c):
    return 0.5 * (np.exp(max(r + 1, 0) ** 2 / (3 * (c + 1))) - np.exp(max(r - 1, 0) ** 2 / (3 * (c + 1))))


def ridge(xs, ys, lam, x, vaw):
    if len(xs) == 0:
        return 0.0
    a = lam * np.eye(len(x)) + np.array(xs).T @ np.array(xs)
    if vaw:
        a += np.outer(x, x)
    return x @ np.linalg.solve(a, np.array(xs).T @ np.array(ys))


def run(x, y, groups, lam=1.0, vaw=False):
    """Meta losses round by round, own losses, R and C."""
    n = groups.shape[1]
    seen = [([], []) for _ in range(n)]
    r, c, own = np.zeros(n), np.zeros(n), np.zeros(n)
    losses = []
    for t in range(len(y)):
        awake = np.flatnonzero(groups[t])
        p = np.array([weight(r[i], c[i]) for i in awake])
        p = p / p.sum() if p.sum() > 0 else np.full(len(awake), 1 / len(awake))
        l = np.array([(ridge(*seen[i], lam, x[t], vaw) - y[t]) ** 2 for i in awake])
        mean = p @ l
        losses.append(mean)
        r[awake] += mean - l
        c[awake] += abs(mean - l)
        own[awake] += l
        for i in awake:
            seen[i][0].append(x[t])
            seen[i][1].append(y[t])
    return np.array(losses), own, r, c


def sse(x, y):
    u, s, _ = np.linalg.svd(x, full_matrices=False)
    u = u[:, s > 1e-5 * s.max()]
    return float(y @ y - np.sum((u.T @ y) ** 2))


def lookalike():
    rows = list(csv.DictReader(open(LOOKALIKE)))

    def scaled(name):
        v = np.array([float(row[name]) for row in rows])
        return (v - v.min()) / (v.max() - v.min())

    age = np.array([float(row["age"]) for row in rows])
    bmi = np.array([float(row["bmi"]) for row in rows])
    columns = [scaled("age"), scaled("bmi"), scaled("children")]
    for name in ["sex", "smoker", "region"]:
        for value in sorted({row[name] for row in rows}):
            columns.append(np.array([float(row[name] == value) for row in rows]))
    ranges = [age < 36, (36 <= age) & (age < 51), age >= 51, bmi < 18.5, (18.5 <= bmi) & (bmi < 25),
              (25 <= bmi) & (bmi < 30), bmi >= 30]
    columns += [g.astype(float) for g in ranges]
    values = [np.array([row[k] == v for row in rows])
              for k, v in [("smoker", "yes"), ("smoker", "no"), ("sex", "male"), ("sex", "female")]]
    groups = np.array(ranges + values + [np.ones(len(rows), bool)]).T
    return np.array(columns).T, scaled("charges"), groups


def group_lines(losses, x, y, groups):
    """At the end, for each group: loss, and the best fit to all of its rows and to all but the last."""
    for g in range(groups.shape[1]):
        m = groups[:, g]
        show(f"  group {g}: size {int(m.sum())}: loss, exact SSE, SSE of all but the last",
             [losses[m].sum(), sse(x[m], y[m]), sse(x[m][:-1], y[m][:-1])])


def tables(rows):
    """The synthetic table for fewer rows: ten shuffles, fits to all rows of a group but its last one."""
    x, y, _ = synthetic(rows, 20, 21, 0.16, [0.5, 0.3, 0.2], [0.6, 0.4], "mean")
    names = ["circle", "square", "triangle", "green", "red", "always-on"]
    groups = np.hstack([x[:, 20:], np.ones((rows, 1))]).astype(bool)
    losses, fits = {}, {}
    for seed in SEEDS:
        order = np.random.RandomState(seed).permutation(rows)
        xs, ys, gs = x[order], y[order], groups[order]
        own = {"baseline": run(xs, ys, np.ones((rows, 1), bool))[0], "groupwise": run(xs, ys, gs)[0]}
        for g, name in enumerate(names):
            m = np.flatnonzero(gs[:, g])
            n = len(m)
            # One hundred points of the group's own time, the first after a hundredth of its rows.
            points = [n // 100 + 1 + step * (n - 1 - n // 100) // 99 for step in range(100)]
            for t in [points[0], points[25], points[50], points[75], n]:
                fits.setdefault((name, t), []).append(sse(xs[m[:t - 1]], ys[m[:t - 1]]))
                for algorithm in own:
                    losses.setdefault((algorithm, name, t), []).append(own[algorithm][m[:t]].sum())

    def line(name, t, algorithm, quantity, number):
        print(f"{rows},{name},{t},{algorithm},{quantity},{round(number, 12) + 0.0:.12f},1e-9")

    for (name, t), fit in fits.items():
        for algorithm in ["baseline", "groupwise"]:
            loss = losses[algorithm, name, t]
            line(name, t, algorithm, "regret-mean", np.mean(np.subtract(loss, fit)))
            line(name, t, algorithm, "regret-sd", np.std(np.subtract(loss, fit)))
            line(name, t, algorithm, "fit-mean", np.mean(fit))
            line(name, t, algorithm, "first-loss", loss[0])
            line(name, t, algorithm, "first-fit", fit[0])


if __name__ == "__main__":
    tables(1000)
    streams()
    for label in ["mean", "min", "max", "permutation"]:
        x, y, _ = synthetic(7, 2, 5, 0.3, [0.2, 0.5, 0.3], [0.5, 0.5], label)
        show(f"synthetic {label}", y)
    show("synthetic features", x)
    x, y, groups = lookalike()
    order = np.random.RandomState(473).permutation(len(y))[:300]
    x, y, groups = x[order], y[order], groups[order]
    for vaw in [False, True]:
        losses, own, r, c = run(x, y, groups, vaw=vaw)
        base, *_ = run(x, y, np.ones((len(y), 1), bool), vaw=vaw)
        print("lookalike, 300 rows, vaw" if vaw else "lookalike, 300 rows, ridge")
        show("  first meta losses", losses[:8])
        show("  first baseline losses", base[:8])
        group_lines(losses, x, y, groups)
        show("  baseline losses by group", [base[groups[:, g]].sum() for g in range(groups.shape[1])])
        show("  R", r)
        show("  C", c)
        show("  own losses", own)
