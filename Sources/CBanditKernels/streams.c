#include "CBanditKernels.h"
#include "widest.h"

static inline double first_uniform(const BanditStream *stream, int64_t item, uint64_t occurrence) {
  const uint64_t four = occurrence >> 4;
  uint64_t *const words = stream->words + 16 * item;
  if (stream->tags[item] != four + 1) {
    stream->tags[item] = four + 1;
    bandit_philox(0, 4 * four, (uint64_t)item, 0, 1, stream->key0, stream->key1, 4, words);
  }
  return (double)(words[occurrence & 15] >> 11) * 0x1p-53;
}

void bandit_uniforms(
    const BanditStream *streams, int64_t count, int64_t item, int64_t occurrence, double *numbers) {
  for (int64_t lane = 0; lane < count; lane++)
    numbers[lane] = first_uniform(streams + lane, item, (uint64_t)occurrence);
}

void bandit_toss(
    const BanditLanes *bandits, const BanditStream *streams, int64_t count, const double *probabilities,
    int64_t round) {
  const int64_t lanes = bandits->lanes;
  for (int64_t lane = 0; lane < count; lane++) {
    const int64_t arm = bandits->chosen[lane], place = arm * lanes + lane;
    const uint64_t occurrence = (uint64_t)(round < 0 ? bandits->pulls[place] : round);
    bandits->reward[lane] = first_uniform(streams + lane, arm, occurrence) < probabilities[place] ? 1 : 0;
  }
}
