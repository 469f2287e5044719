#!/usr/bin/env python3
"""Golden numbers of the average-reward family, from the definitions, without the Swift source.

    python3 Tests/Reference/average_reward.py

Needs NumPy. Prints gains, spans and diameters of the examples, the radii of the confidence sets, the windows of
sw-ucrl2, and the exact paths of ucrl2 and r-bocpd-ucrl2 on a deterministic chain.
"""

import itertools
import math

import numpy as np


def river_swim(states, slip=0.0):
    p = np.zeros((states, 2, states))
    r = np.zeros((states, 2))
    r[0, 0], r[-1, 1] = 0.05, 1
    for s in range(states):
        p[s, 0, max(0, s - 1)] += 1 - slip
        p[s, 0, s] += slip
        steps = {s - 1: 0.05, s: 0.6, s + 1: 0.35}
        if s == 0:
            steps = {0: 0.4, 1: 0.6}
        if s == states - 1:
            steps = {s - 1: 0.4, s: 0.6}
        for t, q in steps.items():
            p[s, 1, t] += q
    return p, r


def gain_and_bias(p, r):
    """The best of all policies, each by its own linear equations."""
    states, actions, _ = p.shape
    best = None
    for policy in itertools.product(range(actions), repeat=states):
        rows = p[np.arange(states), policy]
        matrix = np.zeros((states + 1, states + 1))
        matrix[:states, :states] = np.eye(states) - rows
        matrix[:states, states] = 1
        matrix[states, 0] = 1
        right = np.append(r[np.arange(states), policy], 0)
        try:
            solution = np.linalg.solve(matrix, right)
        except np.linalg.LinAlgError:
            continue
        h, rho = solution[:states], solution[states]
        if np.max(np.abs((r + p @ h).max(axis=1) - h - rho)) < 1e-9:
            best = rho, h
    return best


def diameter(p):
    """Value iteration on expected times."""
    states = len(p)
    worst = 0.0
    for target in range(states):
        times = np.zeros(states)
        for _ in range(20000):
            times = 1 + (p @ times).min(axis=1)
            times[target] = 0
        worst = max(worst, times.max())
    return worst


def reward_radius(S, A, t, delta, n):
    return math.sqrt(7 * math.log(2 * S * A * t / delta) / (2 * max(1, n)))


def law_radius(S, A, t, delta, n):
    return math.sqrt(14 * S * math.log(2 * A * t / delta) / max(1, n))


def optimistic(estimate, radius, u):
    order = sorted(range(len(u)), key=lambda s: (-u[s], s))
    law = list(estimate)
    law[order[0]] = min(1, law[order[0]] + radius / 2)
    last = len(u) - 1
    while sum(law) > 1 + 1e-12:
        s = order[last]
        law[s] = max(0, 1 - (sum(law) - law[s]))
        last -= 1
    return law


def extended_value_iteration(rewards, estimates, radii, accuracy):
    S, A = rewards.shape
    u = np.zeros(S)
    while True:
        q = np.array([
            [rewards[s, a] + np.dot(optimistic(estimates[s, a], radii[s, a], u), u) for a in range(A)] for s in range(S)
        ])
        new = q.max(axis=1)
        d = new - u
        if d.max() - d.min() < accuracy:
            policy = [next(a for a in range(A) if q[s, a] >= q[s].max() - 1e-12) for s in range(S)]
            return policy, (d.max() + d.min()) / 2
        u = new - new.min()


class Detector:
    """R-BOCPD with the weights of all forecasters, by exact counting; `eta(n)`."""

    def __init__(self, symbols, eta):
        self.symbols, self.eta, self.seen = symbols, eta, []

    @staticmethod
    def evidence(counts, symbols):
        n = sum(counts)
        return math.lgamma(symbols) + sum(math.lgamma(c + 1) for c in counts) - math.lgamma(n + symbols)

    def observe(self, symbol):
        self.seen.append(symbol)
        n = len(self.seen)
        total = [self.seen.count(o) for o in range(self.symbols)]
        whole = self.evidence(total, self.symbols)
        before = [0] * self.symbols
        best, place = -math.inf, None
        for s in range(1, n):
            before[self.seen[s - 1]] += 1
            after = [t - b for t, b in zip(total, before)]
            score = (math.log(self.eta(n)) + self.evidence(before, self.symbols)
                     + self.evidence(after, self.symbols) - whole)
            if score > best + 1e-12:
                best, place = score, s + 1
        if best > 1e-10:
            self.seen = []
            return place
        return None


def chain_step(s, a):
    following = max(0, s - 1) if a == 0 else min(2, s + 1)
    return following, 0.05 if (s, a) == (0, 0) else 1.0 if (s, a) == (2, 1) else 0.0


def run_chain(steps, change=None, eta=None, replan=True, delta=0.05):
    S, A = 3, 2
    state, t, total = 0, 1, 0.0
    N, R, C = np.zeros((S, A)), np.zeros((S, A)), np.zeros((S, A, S))
    detectors = {(s, a): Detector(S, eta) for s in range(S) for a in range(A)} if eta else None
    starts, policies, alarms = [], [], []
    while t <= steps:
        starts.append(t)
        n = np.maximum(1, N)
        dr = np.vectorize(lambda m: reward_radius(S, A, t, delta, m))(N)
        dp = np.vectorize(lambda m: law_radius(S, A, t, delta, m))(N)
        policy, _ = extended_value_iteration(
            np.minimum(1, R / n + dr), C / n[:, :, None], np.where(N == 0, np.maximum(dp, 2), dp), 1 / math.sqrt(t))
        policies.append(tuple(policy))
        v, limit = np.zeros((S, A)), np.maximum(1, N)
        while t <= steps and v[state, policy[state]] < limit[state, policy[state]]:
            a = policy[state]
            following, reward = chain_step(state, 1 - a if change and t >= change else a)
            total += reward
            v[state, a] += 1
            N[state, a] += 1
            R[state, a] += reward
            C[state, a, following] += 1
            alarm = detectors[state, a].observe(following) if detectors else None
            pair, state, t = (state, a), following, t + 1
            if alarm:
                alarms.append((t - 1, pair, alarm))
                N[:], R[:], C[:] = 0, 0, 0
                for detector in detectors.values():
                    detector.seen = []
                if replan:
                    break
                v[:], limit = 0, np.ones((S, A))
    return starts, policies, total, N, alarms


if __name__ == "__main__":
    two = np.array([[[0.7, 0.3], [1, 0]], [[0.6, 0.4], [0.6, 0.4]]]), np.array([[0, 0.1], [1, 0.5]])
    for name, (p, r) in [("two states", two)] + [(f"river {n}", river_swim(n)) for n in (3, 4, 6)]:
        rho, h = gain_and_bias(p, r)
        print(f"{name}: gain {rho:.12f} span {np.ptp(h):.10f} diameter {diameter(p):.9f}")
    p, r = river_swim(6, slip=0.05)
    _, h = gain_and_bias(p, r)
    variances = p @ h**2 - (p @ h) ** 2
    print(f"river 6 with slip: largest variance {variances.max():.4f}, root of their sum {math.sqrt(variances.sum()):.2f}")

    print("radii", reward_radius(2, 2, 1, 0.1, 0), law_radius(2, 2, 1, 0.1, 0),
          reward_radius(3, 2, 100, 0.05, 25), law_radius(3, 2, 100, 0.05, 25))
    level = math.log(3 * 2 * 1e4 / 0.05)
    print("radii of form cheung", 2 * math.sqrt(2 * level / 25), 2 * math.sqrt(2 * 3 * level / 25) + 0.1)
    S, A, T = 4, 7, 5e4
    print("windows", (16.53 / 13 * T * 3 * S * math.sqrt(A * math.log(T / 0.05))) ** (2 / 3),
          3 * S ** (2 / 3) * math.sqrt(A * T / 9), S ** (2 / 3) * math.sqrt(A * T))

    for estimate, radius, u in [
        ((0.5, 0.3, 0.2), 0.4, (0, 1, 2)), ((0.1, 0.2, 0.7), 0.6, (3, 2, 1)), ((0, 0, 0), 3, (0, 1, 0)),
        ((0.6, 0.4, 0), 0.5, (1, 0, 2)),
    ]:
        print("most favourable law", np.round(optimistic(estimate, radius, u), 12))
    estimates = np.array([[[0.8, 0.2], [0.5, 0.5]], [[0.3, 0.7], [0.6, 0.4]]])
    means = np.array([[0.2, 0.4], [0.9, 0.1]])
    for dr, dp in [(0.1, 0.2), (0, 0)]:
        print("optimistic gain", extended_value_iteration(means + dr, estimates, np.full((2, 2), dp), 1e-12))

    starts, policies, total, N, _ = run_chain(500)
    print("chain, 500 steps:", len(starts), "episodes", starts, [policies[starts.index(t)] for t in (33, 65, 129, 193, 257, 386)])
    print(f"  reward {total:.2f}, visits {N.ravel().astype(int)}")
    starts, _, total, N, _ = run_chain(2000)
    print(f"chain, 2000 steps: {len(starts)} episodes, reward {total:.2f}, visits {N.ravel().astype(int)}")
    starts, _, total, _, _ = run_chain(2000, change=1001)
    print(f"changing chain, ucrl2: {len(starts)} episodes, reward {total:.2f}")
    for name, eta, replan in [("1/T", lambda n: 1 / 2000, True), ("1/n", lambda n: 1 / n, True),
                              ("1/T, literal", lambda n: 1 / 2000, False)]:
        starts, _, total, N, alarms = run_chain(2000, change=1001, eta=eta, replan=replan)
        print(f"changing chain, r-bocpd-ucrl2 {name}: {len(starts)} episodes, reward {total:.2f}, alarms {alarms}, "
              f"visits {N.ravel().astype(int)}")
