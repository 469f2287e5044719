"""Packages for contextual bandits, each in its own loop over rounds, one replication: predict, draw, learn.

python3 contextual_packages.py PACKAGE ARMS DIMENSION HORIZON SEED
PACKAGE is vowpalwabbit (square-cb on the features of arms) or contextualbandits (LinUCB; it has only contexts that all
arms share, so that each round shows it one vector). Prints the nanoseconds per round of the package's calls, text or
arrays that it wants included, and the mean reward per round.
"""
import sys
import time

import numpy as np

package = sys.argv[1]
arms, dimension, horizon, seed = map(int, sys.argv[2:6])
random = np.random.default_rng(seed)
clock = time.perf_counter
seconds = total = 0.0


def unit(*shape):
    vectors = random.standard_normal(shape)
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


if package == "vowpalwabbit":
    import vowpalwabbit

    theta = unit(dimension)
    workspace = vowpalwabbit.Workspace("--cb_explore_adf --squarecb --quiet")
    for _ in range(horizon):
        actions = unit(arms, dimension)
        means = actions @ theta
        start = clock()
        lines = ["| " + " ".join(f"{i}:{x:.6f}" for i, x in enumerate(action)) for action in actions]
        probabilities = np.array(workspace.predict(lines))
        arm = random.choice(arms, p=probabilities / probabilities.sum())
        seconds += clock() - start
        reward = means[arm] + 0.5 * random.standard_normal()
        start = clock()
        lines[arm] = f"0:{-reward:.6f}:{probabilities[arm]:.6f} " + lines[arm]
        workspace.learn(lines)
        seconds += clock() - start
        total += reward
elif package == "contextualbandits":
    from contextualbandits.online import LinUCB

    thetas = unit(arms, dimension)
    learner = LinUCB(nchoices=arms, alpha=0.5, fit_intercept=False, ucb_from_empty=True, njobs=1)
    for _ in range(horizon):
        x = unit(1, dimension)
        means = thetas @ x[0]
        start = clock()
        arm = int(np.asarray(learner.predict(x)).ravel()[0])
        seconds += clock() - start
        reward = means[arm] + 0.5 * random.standard_normal()
        start = clock()
        learner.partial_fit(x, np.array([arm]), np.array([reward]))
        seconds += clock() - start
        total += reward
else:
    sys.exit(__doc__)
print(f"{1e9 * seconds / horizon:.0f} {total / horizon:.3f}")
