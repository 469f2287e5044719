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

WIDEST
void bandit_observe(const BanditLanes *bandits) {
  const int64_t lanes = bandits->lanes, known = bandits->known_weights;
  const int64_t *const chosen = bandits->chosen;
  const double *const rewards = bandits->reward, *const weight_of_pulls = bandits->weight_of_pulls;
  int64_t *const pulls = bandits->pulls;
  double *const sums = bandits->sums, *const means = bandits->means, *const weights = bandits->weights;
  for (int64_t lane = 0; lane < lanes; lane += BanditLanesPerVector) {
    Integers arm, latest, changes;
    LOAD(arm, chosen + lane);
    LOAD(latest, bandits->latest + lane);
    LOAD(changes, bandits->changes + lane);
    changes -= arm != latest;
    STORE(bandits->changes + lane, changes);
    STORE(bandits->latest + lane, arm);

    // Knuth's TwoSum: the sum, and exactly what it has lost.
    Doubles reward, total, lost;
    LOAD(reward, rewards + lane);
    LOAD(total, bandits->total + lane);
    LOAD(lost, bandits->lost + lane);
    Doubles sum = total + reward, shadow = sum - total;
    lost += (total - (sum - shadow)) + (reward - shadow);
    STORE(bandits->total + lane, sum);
    STORE(bandits->lost + lane, lost);

    // Eight divisions in a vector wait for one another less than one by one.
    int64_t places[BanditLanesPerVector];
    double collected[BanditLanesPerVector], counts[BanditLanesPerVector];
#pragma unroll
    for (int i = 0; i < BanditLanesPerVector; i++) {
      const int64_t place = chosen[lane + i] * lanes + lane + i;
      const int64_t count = pulls[place] + 1;
      places[i] = place;
      pulls[place] = count;
      counts[i] = (double)count;
      collected[i] = sums[place] + rewards[lane + i];
      sums[place] = collected[i];
      weights[place] = count < known ? weight_of_pulls[count] : weights[place];
    }
    Doubles dividend, divisor;
    LOAD(dividend, collected);
    LOAD(divisor, counts);
    dividend /= divisor;
    STORE(collected, dividend);
#pragma unroll
    for (int i = 0; i < BanditLanesPerVector; i++) means[places[i]] = collected[i];
  }
}
