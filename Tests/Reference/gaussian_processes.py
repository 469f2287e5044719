"""Posteriors, likelihoods and expected improvements of Gaussian processes, by scikit-learn and scikit-optimize; knowledge
gradients by SciPy's quadrature; fits by SciPy's optimiser.

    python3 Tests/Reference/gaussian_processes.py > Tests/Reference/gaussian_processes.json

`posteriors`: data sets of each kernel in one and two coordinates, with the mean, the variance, the expected improvement over
the best value observed (scikit-optimize's gaussian_ei, which minimises, of the negative) at some points, the covariance of
the first two of them, and the log marginal likelihood. scikit-learn's RBF is e^(-d^2 / (2 l^2)), so that l = (2 a)^(-1/2); of
Matern l = a^(-1/2). scikit-optimize leaves EI at 0 where the standard deviation is 0.

`gains`: h(a, b) = E max(a + b Z) - max a, by adaptive quadrature between the crossings of all pairs of lines.

`fits`: the highest likelihood, with the mean profiled out, over a0 and a, by a grid and L-BFGS-B from its best places.
Needs NumPy, SciPy, scikit-learn and scikit-optimize (1.9.1 and 0.10.2 were used).
"""

import json
import sys
import warnings

import numpy as np
from scipy.integrate import quad
from scipy.optimize import minimize
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, Matern
from skopt.acquisition import gaussian_ei

warnings.filterwarnings("ignore")
rng = np.random.default_rng(1807)
SMOOTHNESS = {"matern12": 0.5, "matern32": 1.5, "matern52": 2.5}


def kernel(family, a0, a):
    a = np.asarray(a)
    shape = RBF((2 * a) ** -0.5) if family == "se" else Matern(a**-0.5, nu=SMOOTHNESS[family])
    return ConstantKernel(a0) * shape


class Negative:
    """What scikit-optimize asks: a prediction of what is to be minimised."""

    def __init__(self, model):
        self.model = model

    def predict(self, points, return_std=False):
        mean, sd = self.model.predict(points, return_std=True)
        return -mean, sd


def posterior(family, dimension, count, noise):
    a0 = round(float(rng.uniform(0.5, 3)), 3)
    a = rng.uniform(1, 30, dimension).round(3)
    points = rng.random((count, dimension)).round(4)
    values = rng.normal(0, 1, count).round(4)
    asked = rng.random((6, dimension)).round(4)
    model = GaussianProcessRegressor(kernel(family, a0, a), alpha=noise, optimizer=None).fit(points, values)
    mean, covariance = model.predict(asked, return_cov=True)
    improvement = gaussian_ei(asked, Negative(model), y_opt=-values.max(), xi=0.0)
    return {
        "kernel": family, "a0": a0, "a": a.tolist(), "noise": noise, "points": points.tolist(),
        "values": values.tolist(), "asked": asked.tolist(), "means": mean.tolist(),
        "variances": np.diag(covariance).tolist(), "covariance": float(covariance[0, 1]),
        "improvements": improvement.tolist(), "likelihood": float(model.log_marginal_likelihood_value_),
    }


def gain(a, b):
    cuts = sorted({(a[i] - a[j]) / (b[j] - b[i]) for i in range(len(a)) for j in range(i) if b[i] != b[j]})
    cuts = [c for c in cuts if abs(c) < 12]
    edges = [-12.0, *cuts, 12.0]

    def excess(z):
        return ((a + b * z).max() - a.max()) * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)

    return sum(quad(excess, low, high, epsabs=1e-14, epsrel=1e-13)[0] for low, high in zip(edges, edges[1:]))


def gains():
    for trial in range(40):
        count = int(rng.integers(2, 12))
        a = rng.integers(0, 4, count) / 2 if trial % 3 == 0 else rng.normal(0, 1, count).round(4)
        b = rng.integers(0, 4, count) / 2 if trial % 3 == 0 else rng.normal(0, 1, count).round(4)
        yield {"a": a.tolist(), "b": b.tolist(), "value": gain(a, b)}


def fit(family, noise):
    grid = np.linspace(0, 1, 25)[:, None]
    truth = kernel(family, 2.0, [40.0])
    f = np.linalg.cholesky(truth(grid) + 1e-10 * np.eye(25)) @ rng.normal(size=25)
    values = (1 + f + noise**0.5 * rng.normal(size=25)).round(4)

    def negative(logs):
        covariance = kernel(family, np.exp(logs[0]), [np.exp(logs[1])])(grid) + noise * np.eye(25)
        try:
            factor = np.linalg.cholesky(covariance)
        except np.linalg.LinAlgError:
            return 1e10
        u, z = np.linalg.solve(factor, np.ones(25)), np.linalg.solve(factor, values)
        rest = z - (u @ z) / (u @ u) * u
        return rest @ rest / 2 + np.log(np.diag(factor)).sum() + 12.5 * np.log(2 * np.pi)

    # The box of the learner: a factor of 1000 around a0 = 1 and a = 25.
    width = np.log(1000)
    bounds = [(-width, width), (np.log(25) - width, np.log(25) + width)]
    starts = sorted(
        (negative(np.array([s, t])), s, t) for s in np.linspace(*bounds[0], 41) for t in np.linspace(*bounds[1], 41))
    best = min(minimize(negative, [s, t], bounds=bounds, method="L-BFGS-B").fun for _, s, t in starts[:5])
    return {"kernel": family, "noise": noise, "values": values.tolist(), "likelihood": float(-best)}


json.dump(
    {
        "posteriors": [
            posterior(family, dimension, count, noise)
            for family in ["se", *SMOOTHNESS] for dimension in (1, 2) for count, noise in ((1, 0.1), (8, 0.01), (25, 0.2))
        ],
        "gains": list(gains()),
        "fits": [fit(family, noise) for family in ["se", "matern52"] for noise in (0.01, 0.25)],
    },
    sys.stdout)
print()
