"""Policy optimisation in layered processes with adversarial losses, by an independent simulation: occupancies by
forward passes, policies by bisection on the simplex, the comparator by enumeration where it is small.

Usage: python3 adversarial_mdp.py
"""

import itertools
import numpy as np


def value(P, pi, losses):
    H, S, A = losses.shape
    v = np.zeros(S)
    for h in reversed(range(H)):
        q = losses[h] + (P[h] @ v if h + 1 < H else 0)
        v = (pi[h] * q).sum(axis=1)
    return v[0]


def best(P, losses):
    H, S, A = losses.shape
    v = np.zeros(S)
    for h in reversed(range(H)):
        v = (losses[h] + (P[h] @ v if h + 1 < H else 0)).min(axis=1)
    return v[0]


def enumerated(P, losses):
    H, S, A = losses.shape
    return min(
        value(P, np.eye(A)[np.array(choice).reshape(H, S)], losses) for choice in itertools.product(range(A), repeat=H * S))


def occupancy(P, pi):
    H, S, A = pi.shape
    d = np.zeros(S)
    d[0] = 1
    q = np.zeros((H, S, A))
    for h in range(H):
        q[h] = d[:, None] * pi[h]
        if h + 1 < H:
            d = np.einsum("sa,sax->x", q[h], P[h])
    return q


def bonuses(P, pi, q, beta, gamma):
    H, S, A = pi.shape
    b = beta * (1 / (q + gamma) + (pi / (q + gamma)).sum(axis=2, keepdims=True))
    B = b.copy()
    for h in reversed(range(H - 1)):
        B[h] += (1 + 1 / H) * (P[h] @ (pi[h + 1] * B[h + 1]).sum(axis=1))
    return B


def leader(totals, eta, kind):
    if kind == "entropy":
        w = np.exp(-eta * (totals - totals.min(axis=-1, keepdims=True)))
        return w / w.sum(axis=-1, keepdims=True)
    A = totals.shape[-1]
    low = totals.min(axis=-1, keepdims=True) - A / eta
    high = totals.min(axis=-1, keepdims=True) - 1 / eta
    for _ in range(100):
        x = (low + high) / 2
        small = (1 / (eta * (totals - x))).sum(axis=-1, keepdims=True) < 1
        low, high = np.where(small, x, low), np.where(small, high, x)
    w = 1 / (eta * (totals - x))
    return w / w.sum(axis=-1, keepdims=True)


def play(rng, H, S, A, K, kind, c1, c2, coins):
    P = rng.dirichlet(np.ones(S), size=(H - 1, S, A))
    means = rng.random((H, S, A))
    eta, beta, gamma = c1 / (H * K**0.5), c2 / K**0.5, 1 / K
    totals, pi, total = np.zeros((H, S, A)), np.full((H, S, A), 1 / A), 0.0
    for _ in range(K):
        total += value(P, pi, means)
        s, steps = 0, []
        for h in range(H):
            a = int(rng.choice(A, p=pi[h, s]))
            loss = float(rng.random() < means[h, s, a]) if coins else means[h, s, a]
            steps.append((h, s, a, loss))
            if h + 1 < H:
                s = int(rng.choice(S, p=P[h, s, a]))
        q = occupancy(P, pi)
        to_go = 0.0
        for h, s, a, loss in reversed(steps):
            to_go += loss
            totals[h, s, a] += to_go / (q[h, s, a] + gamma)
        totals -= bonuses(P, pi, q, beta, gamma)
        pi = leader(totals, eta, kind)
    return total - K * best(P, means)


if __name__ == "__main__":
    P = np.zeros((1, 2, 2, 2))
    P[0, :, 0, 0] = 1
    P[0, :, 1, 1] = 1
    losses = np.array([[[0.2, 0.5], [0.0, 0.0]], [[0.1, 0.9], [1.0, 0.3]]])
    pi = np.full((2, 2, 2), 0.5)
    print("hand example: V", value(P, pi, losses), "best", best(P, losses), enumerated(P, losses))
    q = occupancy(P, pi)
    B = bonuses(P, pi, q, 0.1, 0.05)
    print("B", B.ravel())
    totals = -B
    totals[0, 0, 1] += 1.5 / 0.55
    totals[1, 1, 0] += 1 / 0.3
    for kind in ("log-barrier", "entropy"):
        print(kind, leader(totals, 0.5, kind).ravel())
    rng = np.random.default_rng(8)
    for shape in ((2, 2, 2), (3, 2, 2), (2, 3, 2)):
        H, S, A = shape
        P, losses = rng.dirichlet(np.ones(S), size=(H - 1, S, A)), rng.random(shape)
        assert abs(best(P, losses) - enumerated(P, losses)) < 1e-12
    for kind, c1, K in (("log-barrier", 20, 1000), ("entropy", 3, 1000)):
        results = [play(np.random.default_rng([8, r]), 3, 3, 3, K, kind, c1, 0.01, False) for r in range(40)]
        print(kind, c1, K, np.mean(results), np.std(results, ddof=1))
