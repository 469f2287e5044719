#!/usr/bin/env python3
"""Golden numbers for the policies that follow the regularised leader: the weights of round 13 after twelve given arms
and losses (K = 3, T = 100), from the definitions.

Prints Swift literals; needs SciPy.
"""
import numpy as np
from scipy.optimize import brentq

ARMS = [0, 1, 2, 1, 0, 2, 2, 1, 0, 1, 1, 2]
LOSSES = [0.5, 0.2, 1, 0, 0.7, 0.9, 0.3, 0, 1, 0.4, 0.1, 0.6]
K, T = 3, 100


def leader(L, inverse):
    """w_i = inverse_i(z_i) with z_i = L_i - x, summing up to 1; inverse falls in z > 0."""
    L = np.asarray(L, dtype=float)
    base = L.min()

    def excess(y):
        return sum(inverse(i, L[i] - base + np.exp(y)) for i in range(K)) - 1

    y = brentq(excess, -60, 60, xtol=1e-15, rtol=8.9e-16, maxiter=1000)
    w = np.array([inverse(i, L[i] - base + np.exp(y)) for i in range(K)])
    return w / w.sum()


def entropy(L, eta):
    w = np.exp(-eta * (L - L.min()))
    return w / w.sum()


def tsallis(a):
    return lambda L, eta: leader(L, lambda i, z: (eta * (1 - a) * z) ** (-1 / (1 - a)))


def barrier(L, eta):
    return leader(L, lambda i, z: 1 / (eta * z))


def hybrid(c, floor=0.0):
    def solve(L, eta):
        def inverse(i, z):
            y = 2 * eta * z / (1 + np.sqrt(1 + 4 * c * eta * z))
            return max(floor, y ** -2)
        return leader(L, inverse)
    return solve


def play(solve, rate, estimate, curvature=None, doubling=False):
    L, S, m = np.zeros(K), 0.0, np.full(K, 0.5)
    for t in range(1, 14):
        if doubling and (t & (t - 1)) == 0:
            L = np.zeros(K)
        eta = rate(t, S)
        w = solve(L + m if estimate == "optimistic" else L, eta)
        if t == 13:
            return w
        I, l = ARMS[t - 1], LOSSES[t - 1]
        b, gamma = np.zeros(K), 0
        if estimate == "rv":
            b = np.where(w >= eta * eta, 0.5, 0.0)
        if estimate == "ix":
            gamma = eta / 2
        if estimate == "optimistic":
            b = m.copy()
        hat = b.copy()
        deviation = (l - b[I]) / (w[I] + gamma)
        hat[I] += deviation
        L = L + hat
        m[I] += 0.25 * (l - m[I])
        if curvature:
            S += deviation ** 2 / curvature(w[I])


def show(title, w):
    print(f"{title}: [" + ", ".join(repr(float(x)) for x in w) + "]")


lnK, lnT = np.log(K), np.log(T)
show("tsallis-inf iw", play(tsallis(0.5), lambda t, S: 2 / np.sqrt(t), "iw"))
show("tsallis-inf rv", play(tsallis(0.5), lambda t, S: 4 / np.sqrt(t), "rv"))
show("exp3-ix fixed", play(entropy, lambda t, S: np.sqrt(2 * lnK / (K * T)), "ix"))
show("exp3-ix anytime", play(entropy, lambda t, S: np.sqrt(lnK / (K * t)), "ix"))
show("log-barrier fixed", play(barrier, lambda t, S: np.sqrt(K * lnT / T), "iw"))
show("log-barrier anytime", play(barrier, lambda t, S: np.sqrt(K * np.log(max(t, 3)) / (2 * t)), "iw"))
c = 1 / (np.sqrt(K) * lnT)
show("pogodin-lattimore", play(
    hybrid(c, 1 / T), lambda t, S: K ** 0.25 * np.sqrt(3) / 2 ** 0.25 / np.sqrt(1 + S), "iw",
    lambda p: p ** -1.5 / 2 + c / p ** 2))

D = {"entropy": lambda n: lnK, "tsallis": lambda n: 4 * np.sqrt(K), "tsallis.7": lambda n: K ** 0.3 / 0.21,
     "log-barrier": lambda n: K * np.log(max(n, 3)), "hybrid": lambda n: 2 * np.sqrt(K) + c * K * np.log(max(n, 3))}
V = {"entropy": K, "tsallis": np.sqrt(K), "tsallis.7": K ** 0.7, "log-barrier": 2, "hybrid": 2 * np.sqrt(K)}
SOLVE = {"entropy": entropy, "tsallis": tsallis(0.5), "tsallis.7": tsallis(0.7), "log-barrier": barrier,
         "hybrid": hybrid(c)}
F2 = {"entropy": lambda p: 1 / p, "tsallis": lambda p: p ** -1.5, "tsallis.7": lambda p: p ** -1.3,
      "log-barrier": lambda p: p ** -2, "hybrid": lambda p: p ** -1.5 / 2 + c / p ** 2}


def epoch(t):
    return 1 << (t.bit_length() - 1)


for name in D:
    d, v = D[name], V[name]
    show(f"ftrl {name} fixed iw", play(SOLVE[name], lambda t, S: np.sqrt(2 * d(T) / (v * T)), "iw"))
    show(f"ftrl {name} anytime iw", play(SOLVE[name], lambda t, S: np.sqrt(d(t) / (v * t)), "iw"))
    show(f"ftrl {name} doubling iw",
         play(SOLVE[name], lambda t, S: np.sqrt(2 * d(epoch(t)) / (v * epoch(t))), "iw", doubling=True))
    show(f"ftrl {name} self-confident iw", play(SOLVE[name], lambda t, S: np.sqrt(d(t) / (1 + S)), "iw", F2[name]))
    show(f"ftrl {name} anytime optimistic", play(SOLVE[name], lambda t, S: np.sqrt(d(t) / (v * t)), "optimistic"))
    show(f"ftrl {name} anytime ix", play(SOLVE[name], lambda t, S: np.sqrt(d(t) / (v * t)), "ix"))
show("ftrl tsallis anytime rv", play(SOLVE["tsallis"], lambda t, S: np.sqrt(4 * D["tsallis"](t) / (V["tsallis"] * t)), "rv"))

# Mirror descent with a falling rate: w' = leader of l - f'(w) / eta.
inverse_gradient = {"entropy": lambda w: -np.log(w), "tsallis": lambda w: 2 / np.sqrt(w),
                    "log-barrier": lambda w: 1 / w}
for name, link in inverse_gradient.items():
    w = np.full(K, 1 / K)
    for t in range(1, 13):
        eta = np.sqrt(D[name](t) / (V[name] * t))
        hat = np.zeros(K)
        hat[ARMS[t - 1]] = LOSSES[t - 1] / w[ARMS[t - 1]]
        w = SOLVE[name](hat + link(w) / eta, eta)
    show(f"ftrl {name} anytime omd", w)

# EXP3.P
delta = 0.05
beta, eta = np.sqrt(np.log(K / delta) / (T * K)), 0.95 * np.sqrt(lnK / (T * K))
gamma = 1.05 * np.sqrt(K * lnK / T)
G = np.zeros(K)
for t in range(13):
    e = np.exp(eta * (G - G.max()))
    p = (1 - gamma) * e / e.sum() + gamma / K
    if t < 12:
        gain = np.full(K, beta)
        gain[ARMS[t]] += 1 - LOSSES[t]
        G += gain / p
show("exp3-p", p)

# EXP3++
L = np.zeros(K)
for t in range(1, 14):
    b = 0.5 * np.sqrt(lnK / (t * K))
    rho = entropy(L, b)
    gap = np.minimum(1, (L - L.min()) / t)
    y = t * gap ** 2
    xi = np.array([0.3 * np.log(v) / v if v > np.e else np.inf for v in y])
    eps = np.minimum(np.minimum(1 / (2 * K), b), xi)
    p = (1 - eps.sum()) * rho + eps
    if t < 13:
        L[ARMS[t - 1]] += LOSSES[t - 1] / p[ARMS[t - 1]]
show("exp3-plus-plus, exploration .3", p)

# Ito
g, m, L = np.full(K, 2.0), np.full(K, 0.5), np.zeros(K)
for t in range(13):
    p = leader(L + m, lambda i, z: g[i] / z)
    if t < 12:
        I, l = ARMS[t], LOSSES[t]
        nu = (l - m[I]) ** 2 * p ** 2
        nu[I] = (l - m[I]) ** 2 * (1 - p[I]) ** 2
        L = L + m
        L[I] += (l - m[I]) / p[I]
        m[I] += 0.25 * (l - m[I])
        g += nu / (2 * lnT * g)
show("log-barrier-adaptive", p)

# BROAD, m = 0, eta = .3: barrier descent; halves eta when the sum passes K ln T / eta, at uniform again.
def broad(eta, hinted=False, plus=False):
    prime, g = np.full(K, 1 / K), np.full(K, 1 / eta)
    rho, kappa = np.full(K, 2.0 * K), np.exp(1 / lnT)
    S, m = 0.0, np.zeros(K)
    halvings = 0
    for t in range(13):
        w = leader(m + g / prime, lambda i, z: g[i] / z)
        played = (1 - 1 / T) * w + 1 / (T * K) if plus else w
        if t == 12:
            return played, halvings
        I, l = ARMS[t], LOSSES[t]
        hat = m.copy()
        hat[I] += (l - m[I]) / played[I]
        prime = leader(hat + g / prime, lambda i, z: g[i] / z)
        if plus:
            a = np.zeros(K)
            for i in range(K):
                if 1 / played[i] > rho[i]:
                    rho[i] = 2 / played[i]
                    g[i] /= kappa
            m[I] = l
        else:
            S += 3 * (1 / g[0]) * (w[I] * (hat[I] - m[I])) ** 2
            if S > K * lnT * g[0]:
                g *= 2
                prime, S = np.full(K, 1 / K), 0.0
                halvings += 1


show("broad, learningRate .3", broad(0.3)[0])
print(broad(3.0)[1])
show("broad, learningRate 3", broad(3.0)[0])
show("broad path-length, learningRate 2", broad(2.0, plus=True)[0])
