"""Mean regrets of learners that let arms duel, by an independent simulation in NumPy.

    python3 Tests/Reference/duels.py > Tests/Reference/duels.json

Written from the rules, not from the package: three matrices of preferences (a best arm above a cycle, an order, no best arm),
600 rounds, 1500 runs. For each learner the mean of the cumulative strong, weak, average and Borda regret at the end, and the
standard error of each; strong, weak and average only where an arm beats all others. The radii of interleaved-filter and
beat-the-mean are narrowed, so that arms leave within the rounds. About a quarter of an hour on one core.
"""

import json
import math

import numpy as np

ROUNDS, RUNS = 600, 1500
rng = np.random.default_rng(20140)

WORLDS = {
    "cycle-below": [
        [0.5, 0.7, 0.3, 0.4, 0.5],
        [0.3, 0.5, 0.7, 0.35, 0.6],
        [0.7, 0.3, 0.5, 0.3, 0.55],
        [0.6, 0.65, 0.7, 0.5, 0.75],
        [0.5, 0.4, 0.45, 0.25, 0.5],
    ],
    "order": [[a / (a + b) for b in (1, 6, 3, 2)] for a in (1, 6, 3, 2)],
    "no-best": [
        [0.5, 0.9, 0.4, 0.7],
        [0.1, 0.5, 0.8, 0.7],
        [0.6, 0.2, 0.5, 0.6],
        [0.3, 0.3, 0.4, 0.5],
    ],
}


def pick(options):
    return int(options[rng.integers(len(options))])


class Rucb:
    def __init__(self, k, horizon, alpha=0.51):
        self.k, self.alpha, self.w, self.b, self.t = k, alpha, np.zeros((k, k)), set(), 0

    def bounds(self):
        n = self.w + self.w.T
        with np.errstate(divide="ignore", invalid="ignore"):
            u = np.where(n > 0, self.w / n + np.sqrt(self.alpha * math.log(self.t) / n), 1.0)
        np.fill_diagonal(u, 0.5)
        return u

    def choose(self):
        self.t += 1
        u = self.bounds()
        c = {i for i in range(self.k) if (u[i] >= 0.5).all()}
        self.b &= c
        if len(c) == 1:
            self.b = set(c)
        if not c:
            champion = int(rng.integers(self.k))
        elif len(c) == 1:
            champion = next(iter(c))
        else:
            # 1/2 for the member of B, what is left shared by the others.
            order = sorted(c)
            p = [0.5 if i in self.b else 1 / (2 ** len(self.b) * len(c - self.b)) for i in order]
            champion = int(rng.choice(order, p=np.array(p) / sum(p)))
        column = u[:, champion]
        best = [j for j in range(self.k) if column[j] == column.max()]
        if len(best) > 1 and champion in best:
            best.remove(champion)
        return champion, pick(best)

    def learn(self, i, j, first_won):
        if i != j:
            self.w[(i, j) if first_won else (j, i)] += 1


class DoubleThompson(Rucb):
    def choose(self):
        self.t += 1
        u = self.bounds()
        lower = 1 - u.T
        score = (u > 0.5).sum(axis=1)
        c = np.flatnonzero(score == score.max())
        theta = np.full((self.k, self.k), 0.5)
        for i in range(self.k):
            for j in range(i):
                theta[i, j] = rng.beta(self.w[i, j] + 1, self.w[j, i] + 1)
                theta[j, i] = 1 - theta[i, j]
        beats = (theta > 0.5).sum(axis=1)
        first = pick([i for i in c if beats[i] == beats[c].max()])
        second = [
            0.5 if i == first else rng.beta(self.w[i, first] + 1, self.w[first, i] + 1) if lower[i, first] <= 0.5 else -1
            for i in range(self.k)
        ]
        return first, int(np.argmax(second))


class InterleavedFilter:
    scale, pruning = 0.1, True

    def __init__(self, k, horizon):
        self.c = int(rng.integers(k))
        self.w = [a for a in range(k) if a != self.c]
        self.log = math.log(horizon * k * k)
        self.reset()

    def reset(self):
        self.won, self.n, self.queue = {a: 0 for a in self.w}, 0, list(self.w)

    def choose(self):
        return (self.c, self.queue[0]) if self.w else (self.c, self.c)

    def learn(self, i, j, first_won):
        if not self.w:
            return
        self.won[j] += first_won
        self.queue.pop(0)
        if self.queue:
            return
        self.n += 1
        r = math.sqrt(self.scale * self.log / self.n)
        self.w = [a for a in self.w if not self.won[a] / self.n - r > 0.5]
        better = [a for a in self.w if self.won[a] / self.n + r < 0.5]
        if better:
            keep = [a for a in self.w if not (self.pruning and self.won[a] / self.n > 0.5)]
            self.c = better[0]
            self.w = [a for a in keep if a != self.c]
            self.reset()
        self.queue = list(self.w)


class InterleavedFilterOne(InterleavedFilter):
    pruning = False


class BeatTheMean:
    gamma = 0.3

    def __init__(self, k, horizon):
        self.active, self.log = list(range(k)), math.log(2 * horizon * k)
        self.duels = []

    def tally(self):
        counts = {a: [0, 0] for a in self.active}
        for i, j, won in self.duels:
            counts[i][0] += 1
            counts[i][1] += won
        return counts

    def choose(self):
        if len(self.active) == 1:
            return self.active[0], self.active[0]
        self.counts = self.tally() if not hasattr(self, "counts") else self.counts
        least = min(n for n, _ in self.counts.values())
        return pick([a for a in self.active if self.counts[a][0] == least]), pick(self.active)

    def learn(self, i, j, first_won):
        if len(self.active) == 1:
            return
        self.duels.append((i, j, first_won))
        self.counts[i][0] += 1
        self.counts[i][1] += first_won
        share = {a: (won / n if n else 0.5) for a, (n, won) in self.counts.items()}
        least = min(n for n, _ in self.counts.values())
        c = 3 * self.gamma**2 * math.sqrt(self.log / least) if least else 1
        worst = min(self.active, key=lambda a: share[a])
        if share[worst] + c <= max(share.values()) - c:
            self.active.remove(worst)
            self.duels = [d for d in self.duels if worst not in d[:2]]
            self.counts = self.tally()


class Uniform:
    def __init__(self, k, horizon):
        self.k = k

    def choose(self):
        return int(rng.integers(self.k)), int(rng.integers(self.k))

    def learn(self, *_):
        pass


LEARNERS = {
    "rucb": Rucb, "double-thompson": DoubleThompson, "interleaved-filter": InterleavedFilter, "if1": InterleavedFilterOne,
    "beat-the-mean": BeatTheMean, "uniform": Uniform,
}

result = {}
for name, rows in WORLDS.items():
    p = np.array(rows)
    k = len(p)
    winners = [i for i in range(k) if all(p[i, j] > 0.5 for j in range(k) if j != i)]
    borda = (p.sum(axis=1) - 0.5) / (k - 1)
    result[name] = {"rows": p.tolist(), "learners": {}}
    for label, make in LEARNERS.items():
        totals = np.zeros((RUNS, 4))
        for run in range(RUNS):
            learner = make(k, ROUNDS)
            luck = rng.random(ROUNDS)
            for t in range(ROUNDS):
                i, j = learner.choose()
                learner.learn(i, j, bool(luck[t] < p[i, j]))
                if winners:
                    lost = p[winners[0], i] - 0.5, p[winners[0], j] - 0.5
                    totals[run, :3] += max(lost), min(lost), sum(lost) / 2
                totals[run, 3] += borda.max() - (borda[i] + borda[j]) / 2
        mean, error = totals.mean(axis=0), totals.std(axis=0, ddof=1) / math.sqrt(RUNS)
        notions = ["strong", "weak", "average", "borda"] if winners else [None, None, None, "borda"]
        result[name]["learners"][label] = {
            notion: [round(float(m), 4), round(float(e), 4)] for notion, m, e in zip(notions, mean, error) if notion
        }
print(json.dumps(result, indent=1))
