// The base of every ratio: a bandit simulation as one writes it in C over GSL, with GSL's default
// generator and no tricks. Bernoulli arms, pseudo-regret at 100 evenly spaced rounds.
//
//   reference ALGORITHM ARMS HORIZON REPLICATIONS SEED
//
// prints the nanoseconds per replication and round, the mean regret at the horizon and its standard error.
#define _POSIX_C_SOURCE 200809L
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { checkpoints = 100 };
static const double epsilon = 0.1;

typedef struct {
  int arms, horizon;
  double *means;            // the truth
  double *pulls, *rewards;  // per arm, of the present replication
  double *weights, *probabilities, gamma;  // EXP3
  gsl_rng *generator;
} Bandit;

typedef int Select(Bandit *bandit, int round);
typedef void Learn(Bandit *bandit, int arm, double reward);

static inline int ucb1(Bandit *bandit, int round) {
  if (round <= bandit->arms) return round - 1;
  double level = 2 * log(round), best = -INFINITY;
  int choice = 0;
  for (int arm = 0; arm < bandit->arms; arm++) {
    double index = bandit->rewards[arm] / bandit->pulls[arm] + sqrt(level / bandit->pulls[arm]);
    if (index > best) best = index, choice = arm;
  }
  return choice;
}

static inline int thompson(Bandit *bandit, int round) {
  (void)round;
  double best = -INFINITY;
  int choice = 0;
  for (int arm = 0; arm < bandit->arms; arm++) {
    double successes = bandit->rewards[arm], failures = bandit->pulls[arm] - successes;
    double sample = gsl_ran_beta(bandit->generator, 1 + successes, 1 + failures);
    if (sample > best) best = sample, choice = arm;
  }
  return choice;
}

static inline int epsilon_greedy(Bandit *bandit, int round) {
  if (round <= bandit->arms) return round - 1;
  if (gsl_rng_uniform(bandit->generator) < epsilon) return gsl_rng_uniform_int(bandit->generator, bandit->arms);
  double best = -INFINITY;
  int choice = 0;
  for (int arm = 0; arm < bandit->arms; arm++) {
    double mean = bandit->rewards[arm] / bandit->pulls[arm];
    if (mean > best) best = mean, choice = arm;
  }
  return choice;
}

static double divergence(double p, double q) {
  double sum = 0;
  if (p > 0) sum += p * log(p / q);
  if (p < 1) sum += (1 - p) * log((1 - p) / (1 - q));
  return sum;
}

static inline int kl_ucb(Bandit *bandit, int round) {
  if (round <= bandit->arms) return round - 1;
  double best = -INFINITY;
  int choice = 0;
  for (int arm = 0; arm < bandit->arms; arm++) {
    double mean = bandit->rewards[arm] / bandit->pulls[arm], level = log(round) / bandit->pulls[arm];
    double low = mean, high = 1;
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      if (divergence(mean, middle) > level) high = middle; else low = middle;
    }
    if (low > best) best = low, choice = arm;
  }
  return choice;
}

static inline int exp3(Bandit *bandit, int round) {
  (void)round;
  double total = 0;
  for (int arm = 0; arm < bandit->arms; arm++) total += bandit->weights[arm];
  for (int arm = 0; arm < bandit->arms; arm++) {
    double share = bandit->weights[arm] / total;
    bandit->probabilities[arm] = (1 - bandit->gamma) * share + bandit->gamma / bandit->arms;
  }
  double threshold = gsl_rng_uniform(bandit->generator);
  int arm = 0;
  while (arm < bandit->arms - 1 && threshold >= bandit->probabilities[arm]) threshold -= bandit->probabilities[arm++];
  return arm;
}

static inline void average(Bandit *bandit, int arm, double reward) {
  bandit->pulls[arm] += 1;
  bandit->rewards[arm] += reward;
}

static inline void reweight(Bandit *bandit, int arm, double reward) {
  bandit->weights[arm] *= exp(bandit->gamma * reward / bandit->probabilities[arm] / bandit->arms);
  if (bandit->weights[arm] > 1e200)
    for (int other = 0; other < bandit->arms; other++) bandit->weights[other] *= 1e-200;
}

// One loop for all algorithms, specialised for each by inlining.
static inline __attribute__((always_inline)) void play(Bandit *bandit, double *regrets, Select *select, Learn *learn) {
  for (int arm = 0; arm < bandit->arms; arm++) {
    bandit->pulls[arm] = bandit->rewards[arm] = 0;
    bandit->weights[arm] = 1;
  }
  double best = bandit->means[bandit->arms - 1], regret = 0;
  int spacing = bandit->horizon / checkpoints;
  for (int round = 1; round <= bandit->horizon; round++) {
    int arm = select(bandit, round);
    double reward = gsl_rng_uniform(bandit->generator) < bandit->means[arm];
    learn(bandit, arm, reward);
    regret += best - bandit->means[arm];
    if (round % spacing == 0) regrets[round / spacing - 1] = regret;
  }
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

int main(int count, char **arguments) {
  if (count != 6) return fprintf(stderr, "usage: reference ALGORITHM ARMS HORIZON REPLICATIONS SEED\n"), 64;
  const char *algorithm = arguments[1];
  int arms = atoi(arguments[2]), horizon = atoi(arguments[3]), replications = atoi(arguments[4]);
  if (arms < 2 || horizon < checkpoints || horizon % checkpoints != 0 || replications < 2)
    return fprintf(stderr, "reference: out of range\n"), 64;

  double *memory = calloc(5 * (size_t)arms, sizeof(double));
  double *regrets = calloc((size_t)replications * checkpoints, sizeof(double));
  Bandit bandit = {
    arms, horizon, memory, memory + arms, memory + 2 * arms, memory + 3 * arms, memory + 4 * arms,
    fmin(1, sqrt(arms * log(arms) / (expm1(1) * horizon))), gsl_rng_alloc(gsl_rng_mt19937),
  };
  gsl_rng_set(bandit.generator, strtoul(arguments[5], NULL, 10));
  for (int arm = 0; arm < arms; arm++)
    bandit.means[arm] = arm == arms - 1 ? 0.95 : arms == 10 ? 0.1 * (arm + 1) : 0.1 + 0.8 * arm / (arms - 1);

  double start = now();
  for (int replication = 0; replication < replications; replication++) {
    double *row = regrets + (size_t)replication * checkpoints;
    if (strcmp(algorithm, "ucb1") == 0) play(&bandit, row, ucb1, average);
    else if (strcmp(algorithm, "thompson-beta") == 0) play(&bandit, row, thompson, average);
    else if (strcmp(algorithm, "epsilon-greedy") == 0) play(&bandit, row, epsilon_greedy, average);
    else if (strcmp(algorithm, "kl-ucb") == 0) play(&bandit, row, kl_ucb, average);
    else if (strcmp(algorithm, "exp3") == 0) play(&bandit, row, exp3, reweight);
    else return fprintf(stderr, "reference: no algorithm '%s'\n", algorithm), 64;
  }
  double seconds = now() - start;

  double mean = 0, squares = 0;
  for (int replication = 0; replication < replications; replication++) {
    double regret = regrets[(size_t)(replication + 1) * checkpoints - 1], delta = regret - mean;
    mean += delta / (replication + 1);
    squares += delta * (regret - mean);
  }
  printf("%.3f %.6f %.6f\n", 1e9 * seconds / replications / horizon, mean,
         sqrt(squares / (replications - 1.0) / replications));
}
