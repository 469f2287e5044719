// The inner loops for which it matters which instructions a processor has: vectors, and multiplication of two words into
// registers of one's choice. Chosen when the program starts; the results are the same everywhere. Not API.
#ifndef CBANDITKERNELS_H
#define CBANDITKERNELS_H

#include <stdint.h>

/// Blocks of Philox4x64-10.
///
/// - c0 ... c3: the counter of the first block.
/// - growing: which word of the counter grows by 1 from block to block, 0 to 3.
/// - key0, key1: the key.
/// - words: gets four words a block.
void bandit_philox(
    uint64_t c0, uint64_t c1, uint64_t c2, uint64_t c3, int64_t growing, uint64_t key0, uint64_t key1,
    int64_t blocks, uint64_t *words);

/// The first words of a stream at the addresses of items: what `RandomStream` owns.
typedef struct {
  uint64_t key0;
  uint64_t key1;
  /// Of each item, four blocks of words, and the number of the four plus one.
  uint64_t *words;
  uint64_t *tags;
} BanditStream;

/// The first uniform number in [0, 1) of each stream at an address.
void bandit_uniforms(
    const BanditStream *streams, int64_t count, int64_t item, int64_t occurrence, double *numbers);

/// x . M x for some vectors x, each sum in the order of a scalar loop; 0 where it is below 0 or no number.
///
/// - count, dimension: how many vectors there are, one after the other, and how long they are.
/// - matrix: M, symmetric; a row begins every `stride` numbers, a multiple of 4, and ends with zeros.
/// - squares: gets one number for each vector.
void bandit_squared_widths(
    int64_t count, int64_t dimension, int64_t stride, const double *matrix, const double *vectors, double *squares);

/// The number of lanes that a vector holds; arrays of lanes are as long as a multiple of it.
enum { BanditLanesPerVector = 8 };

/// The numbers of bandits that are played together. Lanes are innermost: the number of an arm in a lane is at
/// `arm * lanes + lane`.
typedef struct {
  int64_t arms;
  /// A multiple of `BanditLanesPerVector`.
  int64_t lanes;
  /// Of each arm and lane: how often it was pulled, the sum and the mean of its rewards, the weight of its pulls.
  int64_t *pulls;
  double *sums;
  double *means;
  double *weights;
  /// The weights of 0, 1, ... pulls, as far as they are known.
  const double *weight_of_pulls;
  int64_t known_weights;
  /// Of each lane: the arm of the present round and its reward; the arm before it, how often the arm was another one than
  /// before; all rewards, as the sum and the bits that it has lost.
  int64_t *chosen;
  double *reward;
  int64_t *latest;
  int64_t *changes;
  double *total;
  double *lost;
} BanditLanes;

/// Chooses the arm with the largest `means + width * weights` in each lane, the lowest of equal ones.
///
/// Products and sums are rounded one by one, so that the arms are the same whatever the processor can do. A lane in which
/// nothing is above minus infinity gets arm 0.
void bandit_choose_affine(const BanditLanes *bandits, double width);

/// Draws the rewards of the arms of the present round: 1 where the first uniform number of a lane's stream is below the
/// probability, else 0.
///
/// - streams, count: of the lanes in use.
/// - probabilities: of each arm and lane.
/// - round: what addresses the numbers; negative for how often the arm was pulled.
void bandit_toss(
    const BanditLanes *bandits, const BanditStream *streams, int64_t count, const double *probabilities,
    int64_t round);

/// Counts the arm and the reward of each lane, as `bandit_observe` does, but for sums, means and weights.
void bandit_count(const BanditLanes *bandits);

/// Counts the arm and the reward of each lane. The weight of an arm that was pulled more often than `weight_of_pulls`
/// knows is left as it was.
void bandit_observe(const BanditLanes *bandits);

/// The numbers of exponential weights that are played together.
typedef struct {
  /// Of each arm and lane: the estimated sum of its rewards, and exp(rate (estimate - shift)).
  double *estimates;
  double *weights;
  /// Of each lane: the sum of the weights, and what they are relative to.
  double *totals;
  double *shifts;
  double rate;
  /// The probability of a uniform arm, and of the weights; the part of the former of each arm.
  double mixing;
  double unmixed;
  double share;
  /// What is taken from rewards: 1 where losses are estimated, else 0.
  double offset;
} BanditWeights;

/// Draws the arm of each lane by a uniform number: below `mixing` any, else one in proportion to its weight.
void bandit_draw(const BanditLanes *bandits, const BanditWeights *weights, const double *uniforms);

/// Adds what was seen to the estimate of the arm of each lane, and weighs it anew; all arms of a lane where `refresh` says so or
/// its total has fallen or grown too far.
///
/// - count: the lanes in use.
void bandit_reweigh(const BanditLanes *bandits, const BanditWeights *weights, int64_t count, int64_t refresh);

#endif
