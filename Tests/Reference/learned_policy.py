#!/usr/bin/env python3
"""Trains the weights of `learned-policy`: a permutation-equivariant scorer for the best of K coins with a budget of T pulls
(REINFORCE with a batch-mean baseline, Adam, instances reweighted by a softmax of their loss within classes of equal
difficulty), and compares it with classical policies, class by class, on average and on the worst instance.

    Tests/Reference/learned_policy.py [iterations] [FILE]    about 5 minutes for 1500; FILE gets the weights as Swift,
                                                             Sources/BanditAlgorithms/Bandit/Parts/LearnedWeights.swift

The gradient is compared with finite differences before training. In the spirit of J. Zhang, L. Jain and K. Jamieson, arXiv
2010.15382; no result of that paper is reproduced.
"""

import sys

import numpy as np

K, T, HIDDEN, BATCH = 5, 30, 16, 1000
CLASSES = [(10, 60), (60, 150), (150, 400)]
PARTICLES = 40
iterations = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
rng = np.random.default_rng(7)


def difficulty(means):
    """The sum of 1/gap^2 over the rivals and the best arm's own: of the order of rho*."""
    order = np.sort(means)[::-1]
    gaps = order[0] - order[1:]
    return (1 / gaps**2).sum() + 1 / gaps[0] ** 2


def draw(low, high, count):
    found = []
    while len(found) < count:
        means = rng.random(K)
        if low <= difficulty(means) < high:
            found.append(means)
    return np.array(found)


train = [draw(*limits, PARTICLES) for limits in CLASSES]
test = [draw(*limits, PARTICLES) for limits in CLASSES]

# 4 features -> 16 tanh -> 1: 97 parameters.
W1 = rng.normal(0, 0.5, (4, HIDDEN))
b1 = np.zeros(HIDDEN)
W2 = rng.normal(0, 0.1, HIDDEN)
parameters = [W1, b1, W2, np.zeros(1)]
moments = [[np.zeros_like(p), np.zeros_like(p)] for p in parameters]


def features(counts, sums, t):
    means = np.where(counts > 0, sums / np.maximum(counts, 1), 0.5)
    left = np.full_like(means, (T - t) / T)
    return np.stack([counts / T, means, left, means.max(1, keepdims=True) - means], -1)


def play(means, gradient=False):
    """Misidentification of each episode, and the gradient of the log-probabilities' sum weighted by an advantage."""
    size = len(means)
    counts, sums = np.zeros((size, K)), np.zeros((size, K))
    trace = []
    for t in range(T):
        x = features(counts, sums, t)
        h = np.tanh(x @ parameters[0] + parameters[1])
        logits = h @ parameters[2] + parameters[3]
        p = np.exp(logits - logits.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        arm = (p.cumsum(1) < rng.random((size, 1))).sum(1).clip(0, K - 1)
        if gradient:
            trace.append((x, h, p, arm))
        index = np.arange(size)
        counts[index, arm] += 1
        sums[index, arm] += rng.random(size) < means[index, arm]
    return wrong(counts, sums, means), trace


def wrong(counts, sums, means):
    score = np.where(counts > 0, sums / np.maximum(counts, 1), -1) + 1e-9 * rng.random(counts.shape)
    return (score.argmax(1) != means.argmax(1)).astype(float)


def gradients(trace, advantage):
    """Of the mean of the advantage times the logarithm of an episode's probability."""
    grads = [np.zeros_like(p) for p in parameters]
    for x, h, p, arm in trace:
        d = -p
        d[np.arange(len(arm)), arm] += 1
        d *= advantage[:, None] / len(arm)
        grads[3] += d.sum()
        grads[2] += np.einsum("bk,bkh->h", d, h)
        back = d[..., None] * parameters[2] * (1 - h * h)
        grads[1] += back.sum((0, 1))
        grads[0] += np.einsum("bkf,bkh->fh", x, back)
    return grads


def check_gradients():
    loss, trace = play(np.repeat(train[0][:20], 5, 0), True)
    advantage = loss - loss.mean()

    def objective():
        total = 0.0
        for x, _, _, arm in trace:
            logits = np.tanh(x @ parameters[0] + parameters[1]) @ parameters[2] + parameters[3]
            top = logits.max(1)
            logp = logits[np.arange(len(arm)), arm] - top - np.log(np.exp(logits - top[:, None]).sum(1))
            total += (advantage * logp).sum() / len(arm)
        return total

    worst = 0.0
    for p, g in zip(parameters, gradients(trace, advantage)):
        for place in np.ndindex(p.shape):
            kept, h = p[place], 1e-5
            p[place] = kept + h
            up = objective()
            p[place] = kept - h
            down = objective()
            p[place] = kept
            worst = max(worst, abs((up - down) / (2 * h) - g[place]) / max(1e-3, abs(g[place])))
    print(f"gradient against finite differences: largest relative error {worst:.1e}")
    assert worst < 1e-5


def step(trace, advantage, n, rate):
    for p, g, (m, v) in zip(parameters, gradients(trace, advantage), moments):
        m += 0.1 * (g - m)
        v += 0.001 * (g * g - v)
        # Losses are to fall.
        p -= rate * (m / (1 - 0.9**n)) / (np.sqrt(v / (1 - 0.999**n)) + 1e-8)


def uniform(means):
    counts = np.full(means.shape, T // K, float)
    return wrong(counts, rng.binomial(T // K, means).astype(float), means)


def rejects(means):
    size = len(means)
    logbar = 0.5 + sum(1 / i for i in range(2, K + 1))
    n = [0] + [int(np.ceil((T - K) / (logbar * (K + 1 - k)))) for k in range(1, K)]
    sums, alive, counts = np.zeros(means.shape), np.ones(means.shape, bool), np.zeros(means.shape)
    for k in range(1, K):
        pulls = n[k] - n[k - 1]
        sums += np.where(alive, rng.binomial(pulls, means), 0)
        counts += np.where(alive, pulls, 0)
        score = np.where(alive, sums / counts + 1e-9 * rng.random(means.shape), np.inf)
        alive[np.arange(size), score.argmin(1)] = False
    return (alive.argmax(1) != means.argmax(1)).astype(float)


def top_two(means):
    size = len(means)
    index = np.arange(size)
    counts, sums = np.zeros(means.shape), np.zeros(means.shape)
    for t in range(T):
        first = rng.beta(1 + sums, 1 + counts - sums)
        arm = first.argmax(1)
        leader = arm.copy()
        open_ = rng.random(size) < 0.5
        for _ in range(50):
            if not open_.any():
                break
            again = rng.beta(1 + sums, 1 + counts - sums).argmax(1)
            found = open_ & (again != leader)
            arm[found] = again[found]
            open_ &= ~found
        counts[index, arm] += 1
        sums[index, arm] += rng.random(size) < means[index, arm]
    score = (1 + sums) / (2 + counts) + 1e-9 * rng.random(means.shape)
    return (score.argmax(1) != means.argmax(1)).astype(float)


check_gradients()
losses = [np.full(PARTICLES, 0.5) for _ in CLASSES]
for n in range(1, iterations + 1):
    chosen, means = [], []
    for c, pool in enumerate(train):
        weight = np.exp(4 * losses[c])
        pick = rng.choice(PARTICLES, BATCH // 3, p=weight / weight.sum())
        chosen.append(pick)
        means.append(pool[pick])
    loss, trace = play(np.concatenate(means), True)
    baseline = np.empty_like(loss)
    start = 0
    for c, pick in enumerate(chosen):
        part = loss[start : start + len(pick)]
        baseline[start : start + len(pick)] = part.mean()
        for i in np.unique(pick):
            losses[c][i] += 0.05 * (part[pick == i].mean() - losses[c][i])
        start += len(pick)
    step(trace, loss - baseline, n, 0.01 * (1 - 0.9 * n / iterations))
    if n % 500 == 0:
        print("iteration", n, "loss", loss.mean().round(4), flush=True)

REPEATS = 4000
print("error probability: mean over instances of a class, worst instance (standard error of the worst: at most .008)")
for name, policy in (
    ("uniform", uniform), ("successive-rejects", rejects), ("top-two-thompson", top_two),
    ("learned", lambda means: play(means)[0]),
):
    row = []
    for pool in test:
        errors = np.array([policy(np.repeat(means[None], REPEATS, 0)).mean() for means in pool])
        row.append(f"{errors.mean():.3f} {errors.max():.3f}")
    print(f"{name:20}", " | ".join(row), flush=True)

if len(sys.argv) > 2:
    def numbers(values):
        return ", ".join(f"{value:.6g}" for value in np.ravel(values))

    with open(sys.argv[2], "w") as file:
        file.write("// Made by Tests/Reference/learned_policy.py.\n\n")
        file.write("/// The weights of `LearnedPolicy`: 4 features, 16 hidden units, 1 score.\nenum LearnedWeights {\n")
        for name, text, values in (
            ("inputs", "Of each feature, to each hidden unit", parameters[0]),
            ("biases", "Of each hidden unit", parameters[1]), ("outputs", "From each hidden unit to the score", parameters[2]),
        ):
            file.write(f"  /// {text}.\n  static let {name}: [Double] = [\n    {numbers(values)},\n  ]\n")
        file.write("}\n")
