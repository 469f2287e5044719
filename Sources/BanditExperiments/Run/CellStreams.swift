import BanditGames
import BanditStreams

/// Which random stream each part of each replication of a cell draws from.
///
/// Environment noise: (seed, environment label, replication, purpose); learner noise adds the
/// algorithm's label. Replications for tuning have a step of their own behind the seed. No cell,
/// horizon, parameter, sweep value, thread or shard enters a key, so that adding, removing or
/// reordering algorithms changes no numbers of the others.
public struct CellStreams: Hashable, Sendable {
  /// The scenario's seed.
  public let seed: UInt64
  /// The environment's label.
  public let environmentLabel: String
  /// The algorithm's label.
  public let algorithmLabel: String
  /// How environment noise is shared between algorithms.
  public let coupling: Coupling
  /// The GSL generator that replaces Philox, if one does.
  public let generator: GSLGenerator?
  /// The ordinals of the cell's streams; used with a GSL generator only.
  public let slot: StreamSlot
  /// Whether parameters are chosen on these replications, which share nothing with those that are reported; not with a
  /// GSL generator.
  public let isTuning: Bool

  /// Creates a stream plan.
  public init(
    seed: UInt64, environmentLabel: String, algorithmLabel: String, coupling: Coupling,
    generator: GSLGenerator?, slot: StreamSlot, isTuning: Bool = false
  ) {
    precondition(generator == nil || !isTuning, "numbered streams are not told apart")
    self.seed = seed
    self.environmentLabel = environmentLabel
    self.algorithmLabel = algorithmLabel
    self.coupling = coupling
    self.generator = generator
    self.slot = slot
    self.isTuning = isTuning
  }

  /// The stream from which the instance of a replication is drawn; the same for every algorithm.
  public func instance(_ replication: Int) -> RandomStream {
    if let generator { return native(generator, replication, slot.instance) }
    return RandomStream(key: environmentKey(replication).child(purpose: .instance))
  }

  /// The environment's noise in a replication.
  public func environment(_ replication: Int, itemCount: Int) -> RandomStream {
    if let generator { return native(generator, replication, slot.environment) }
    let shared = environmentKey(replication).child(purpose: .rewards)
    let key = coupling == .independent ? shared.child(label: algorithmLabel) : shared
    return RandomStream(key: key, itemCount: itemCount)
  }

  /// The learner's noise in a replication.
  public func learner(_ replication: Int) -> RandomStream {
    if let generator { return native(generator, replication, slot.learner) }
    return RandomStream(key: learnerKey(replication))
  }

  /// The key of the learner's noise in a replication; also where a generator without keys takes its place, for programs
  /// that draw by themselves.
  public func learnerKey(_ replication: Int) -> StreamKey {
    environmentKey(replication).child(purpose: .learner).child(label: algorithmLabel)
  }

  private func environmentKey(_ replication: Int) -> StreamKey {
    let root = StreamKey(seed: seed)
    return (isTuning ? root.child(purpose: .tuning) : root).child(label: environmentLabel).child(index: replication)
  }

  private func native(_ generator: GSLGenerator, _ replication: Int, _ ordinal: Int) -> RandomStream {
    let stream = UInt64(replication) * UInt64(slot.count) + UInt64(ordinal)
    return RandomStream(
      generator: generator, seed: GSLGenerator.seed(ordinal: stream, experiment: seed))
  }
}

/// Where the streams of a cell are among those of one replication of the whole scenario.
///
/// GSL's generators have 32-bit seeds, so their streams are numbered instead of keyed.
public struct StreamSlot: Hashable, Sendable {
  /// The ordinal of the stream that draws the instance.
  public let instance: Int
  /// The ordinal of the environment's noise.
  public let environment: Int
  /// The ordinal of the learner's noise.
  public let learner: Int
  /// How many streams a replication of the whole scenario has.
  public let count: Int

  /// Creates a slot.
  public init(instance: Int, environment: Int, learner: Int, count: Int) {
    self.instance = instance
    self.environment = environment
    self.learner = learner
    self.count = count
  }
}
