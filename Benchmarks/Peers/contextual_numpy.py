"""NumPy: LinUCB on fresh unit vectors, one loop over rounds, all replications at once.

python3 contextual_numpy.py ARMS DIMENSION HORIZON REPLICATIONS SEED
prints the nanoseconds per replication and round of the contexts and rewards, those of the learner, and the mean regret.
"""
import sys
import time

import numpy as np

ALPHA, NOISE = 0.5, 0.5

arms, dimension, horizon, replications, seed = map(int, sys.argv[1:6])
random = np.random.default_rng(seed)
rows = np.arange(replications)
theta = random.standard_normal((replications, dimension))
theta /= np.linalg.norm(theta, axis=1, keepdims=True)
inverse = np.tile(np.eye(dimension), (replications, 1, 1))
moments = np.zeros((replications, dimension))
estimate = np.zeros((replications, dimension))
regret = np.zeros(replications)
seconds = {"contexts": 0.0, "learner": 0.0}
clock = time.perf_counter
for _ in range(horizon):
    start = clock()
    actions = random.standard_normal((replications, arms, dimension))
    actions /= np.sqrt(np.einsum("rki,rki->rk", actions, actions))[:, :, None]
    shown = clock()

    widths = np.sqrt(np.maximum(0, np.einsum("rki,rki->rk", actions @ inverse, actions)))
    choice = (np.matmul(actions, estimate[:, :, None])[:, :, 0] + ALPHA * widths).argmax(axis=1)
    chosen = clock()

    means = np.matmul(actions, theta[:, :, None])[:, :, 0]
    reward = means[rows, choice] + NOISE * random.standard_normal(replications)
    regret += means.max(axis=1) - means[rows, choice]
    paid = clock()

    x = actions[rows, choice]
    g = np.matmul(inverse, x[:, :, None])[:, :, 0]
    spread = 1 + np.einsum("ri,ri->r", x, g)
    inverse -= g[:, :, None] * (g / spread[:, None])[:, None, :]
    moments += reward[:, None] * x
    estimate = np.matmul(inverse, moments[:, :, None])[:, :, 0]
    seconds["contexts"] += shown - start + paid - chosen
    seconds["learner"] += chosen - shown + clock() - paid

scale = 1e9 / replications / horizon
print(f"{scale * seconds['contexts']:.1f} {scale * seconds['learner']:.1f} {regret.mean():.3f}")
