#include "CBanditKernels.h"
#include "widest.h"

#include <math.h>
#include <string.h>

typedef double Doubles __attribute__((vector_size(64)));
typedef int64_t Integers __attribute__((vector_size(64)));

// Macros, because a function that returns a vector of this length has no calling convention without AVX-512.
#define LOAD(vector, address) memcpy(&(vector), (address), sizeof(vector))
#define STORE(address, vector) memcpy((address), &(vector), sizeof(vector))
#define CHOOSE(mask, yes, no) (((mask) & (yes)) | (~(mask) & (no)))

WIDEST
void bandit_choose_affine(const BanditLanes *bandits, double width) {
  const int64_t arms = bandits->arms, lanes = bandits->lanes;
  for (int64_t lane = 0; lane < lanes; lane += BanditLanesPerVector) {
    Doubles highest = {0};
    highest -= INFINITY;
    Integers best = {0};
    const double *mean = bandits->means + lane, *weighted = bandits->weights + lane;
    for (int64_t arm = 0; arm < arms; arm++, mean += lanes, weighted += lanes) {
      Doubles index, weight;
      LOAD(index, mean);
      LOAD(weight, weighted);
      index += width * weight;
      Integers above = index > highest;
      highest = (Doubles)CHOOSE(above, (Integers)index, (Integers)highest);
      best = CHOOSE(above, arm, best);
    }
    STORE(bandits->chosen + lane, best);
  }
}

// What both ways to observe have in common, of the lanes from `lane` on.
#define COUNT_CHANGES_AND_REWARDS(bandits, lane)                     \
  do {                                                               \
    Integers arm, latest, changes;                                   \
    LOAD(arm, (bandits)->chosen + (lane));                           \
    LOAD(latest, (bandits)->latest + (lane));                        \
    LOAD(changes, (bandits)->changes + (lane));                      \
    changes -= arm != latest;                                        \
    STORE((bandits)->changes + (lane), changes);                     \
    STORE((bandits)->latest + (lane), arm);                          \
    /* Knuth's TwoSum: the sum, and exactly what it has lost. */     \
    Doubles reward, total, lost;                                     \
    LOAD(reward, (bandits)->reward + (lane));                        \
    LOAD(total, (bandits)->total + (lane));                          \
    LOAD(lost, (bandits)->lost + (lane));                            \
    Doubles sum = total + reward, shadow = sum - total;              \
    lost += (total - (sum - shadow)) + (reward - shadow);            \
    STORE((bandits)->total + (lane), sum);                           \
    STORE((bandits)->lost + (lane), lost);                           \
  } while (0)

WIDEST
void bandit_count(const BanditLanes *bandits) {
  const int64_t lanes = bandits->lanes;
  for (int64_t lane = 0; lane < lanes; lane += BanditLanesPerVector) {
    COUNT_CHANGES_AND_REWARDS(bandits, lane);
    for (int i = 0; i < BanditLanesPerVector; i++) bandits->pulls[bandits->chosen[lane + i] * lanes + lane + i]++;
  }
}

WIDEST
void bandit_observe(const BanditLanes *bandits) {
  const int64_t lanes = bandits->lanes, known = bandits->known_weights;
  const int64_t *const chosen = bandits->chosen;
  const double *const rewards = bandits->reward, *const weight_of_pulls = bandits->weight_of_pulls;
  int64_t *const pulls = bandits->pulls;
  double *const sums = bandits->sums, *const means = bandits->means, *const weights = bandits->weights;
  for (int64_t lane = 0; lane < lanes; lane += BanditLanesPerVector) {
    COUNT_CHANGES_AND_REWARDS(bandits, lane);

    // Eight divisions in a vector wait for one another less than one by one. Numbers go into vectors one by one and not
    // through memory: a vector that is loaded waits until eight stores are complete.
    int64_t places[BanditLanesPerVector];
    Doubles collected = {0}, counts = {0};
#pragma unroll
    for (int i = 0; i < BanditLanesPerVector; i++) {
      const int64_t place = chosen[lane + i] * lanes + lane + i;
      const int64_t count = pulls[place] + 1;
      const double sum = sums[place] + rewards[lane + i];
      places[i] = place;
      pulls[place] = count;
      sums[place] = sum;
      weights[place] = count < known ? weight_of_pulls[count] : weights[place];
      collected[i] = sum;
      counts[i] = (double)count;
    }
    collected /= counts;
#pragma unroll
    for (int i = 0; i < BanditLanesPerVector; i++) means[places[i]] = collected[i];
  }
}

WIDEST
void bandit_draw(const BanditLanes *bandits, const BanditWeights *weights, const double *uniforms) {
  const int64_t arms = bandits->arms, lanes = bandits->lanes;
  const double mixing = weights->mixing;
  for (int64_t lane = 0; lane < lanes; lane += BanditLanesPerVector) {
    Doubles uniform, remaining;
    LOAD(uniform, uniforms + lane);
    LOAD(remaining, weights->totals + lane);
    remaining = (uniform - mixing) / (1 - mixing) * remaining;
    // What remains never grows, so that the arm where it falls below 0 is as many as it did not before.
    Integers drawn = {0};
    const double *weight = weights->weights + lane;
    for (int64_t arm = 0; arm < arms; arm++, weight += lanes) {
      Doubles part;
      LOAD(part, weight);
      remaining -= part;
      drawn += 1 + (remaining < 0);
    }
    STORE(bandits->chosen + lane, drawn);
    for (int i = 0; i < BanditLanesPerVector; i++) {
      int64_t *const arm = bandits->chosen + lane + i;
      if (uniforms[lane + i] < mixing) {
        const int64_t explored = (int64_t)(uniforms[lane + i] / mixing * (double)arms);
        *arm = explored < arms ? explored : arms - 1;
      } else if (*arm == arms) {
        // Rounding leaves a rest: the last arm that has a weight.
        do (*arm)--;
        while (*arm > 0 && !(weights->weights[*arm * lanes + lane + i] > 0));
      }
    }
  }
}

// Not in several versions: the elementary functions are the same ones everywhere.
void bandit_reweigh(const BanditLanes *bandits, const BanditWeights *w, int64_t count, int64_t refresh) {
  const int64_t arms = bandits->arms, lanes = bandits->lanes;
  for (int64_t lane = 0; lane < count; lane++) {
    const double gain = bandits->reward[lane] - w->offset;
    const int64_t place = bandits->chosen[lane] * lanes + lane;
    // Without a gain nothing changes.
    if (gain != 0) {
      const double probability = w->unmixed * w->weights[place] / w->totals[lane] + w->share;
      const double estimate = w->estimates[place] + gain / probability;
      w->estimates[place] = estimate;
      const double weight = exp(w->rate * (estimate - w->shifts[lane]));
      w->totals[lane] += weight - w->weights[place];
      w->weights[place] = weight;
    }
    if (refresh || w->totals[lane] < 0.25 || w->totals[lane] > 1e9) {
      double highest = w->estimates[lane], total = 0;
      for (int64_t at = lane; at < arms * lanes; at += lanes)
        if (w->estimates[at] > highest) highest = w->estimates[at];
      for (int64_t at = lane; at < arms * lanes; at += lanes) {
        w->weights[at] = exp(w->rate * (w->estimates[at] - highest));
        total += w->weights[at];
      }
      w->shifts[lane] = highest;
      w->totals[lane] = total;
    }
  }
}
