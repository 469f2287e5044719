import Synchronization

/// Simulates the blocks of a plan on several threads.
///
/// Tasks are chunks of blocks, long enough to pay for themselves and short enough to share the work; a
/// block's chunks are put together by their place, so that neither the number of threads nor the order
/// of completion can be seen in the results.
public struct Runner: Sendable {
  /// What is to be simulated.
  public let plan: Plan
  /// How many tasks simulate at the same time.
  public let threads: Int
  /// Which share of the blocks is this process's.
  public let shard: Shard
  /// Raised from outside to stop; also raised when a block cannot be saved.
  public let stop: StopSignal

  /// What happened in a run.
  public struct Report: Sendable {
    /// Blocks of this shard that were there already.
    public let found: Int
    /// Blocks finished in this run.
    public let finished: Int
    /// Blocks of this shard that are still missing, because the run was stopped.
    public let missing: Int
    /// Time spent, for the cells simulated in this run.
    public let timings: [CellTiming]
  }

  /// How far a run has come.
  public struct Progress: Sendable {
    /// Rounds done in this run.
    public let done: Int
    /// Rounds to be done in this run.
    public let total: Int

    /// Creates a state.
    public init(done: Int, total: Int) {
      self.done = done
      self.total = total
    }
  }

  /// Creates a runner.
  ///
  /// - Precondition: `threads >= 1`.
  public init(plan: Plan, threads: Int, shard: Shard = .whole, stop: StopSignal = StopSignal()) {
    precondition(threads >= 1, "a run needs at least one thread")
    self.plan = plan
    self.threads = threads
    self.shard = shard
    self.stop = stop
  }

  /// Simulates what is missing.
  ///
  /// - Parameters:
  ///   - isFinished: whether a block is there already.
  ///   - save: keeps a finished block; called from several tasks, once per block.
  ///   - progress: told now and then how far the run has come; never touches results.
  /// - Throws: what `save` throws; everything saved before stays.
  public func run(
    isFinished: (BlockID) -> Bool,
    save: @escaping @Sendable (BlockID, BlockTrace) throws -> Void,
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Report {
    let mine = plan.blocks.enumerated().filter { shard.contains($0.offset) }.map(\.element)
    let assemblies = mine.filter { !isFinished($0) }.map { BlockAssembly($0, of: plan.cells[$0.cell]) }
    let chunks = assemblies.flatMap { assembly in
      assembly.chunks.indices.map { (assembly: assembly, index: $0) }
    }
    let work = Work(
      plan: plan, chunks: chunks, rounds: assemblies.reduce(0) { $0 + $1.rounds }, stop: stop, save: save,
      progress: progress)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<min(threads, chunks.count) { group.addTask { try work.perform() } }
      do {
        try await group.waitForAll()
      } catch {
        stop.raise()
        throw error
      }
    }
    let finished = work.finishedBlocks
    return Report(
      found: mine.count - assemblies.count, finished: finished, missing: assemblies.count - finished,
      timings: work.timings)
  }
}

/// The chunks of a run and what has become of them; shared by its tasks.
private final class Work: Sendable {
  private let plan: Plan
  private let chunks: [(assembly: BlockAssembly, index: Int)]
  private let rounds: Int
  private let stop: StopSignal
  private let save: @Sendable (BlockID, BlockTrace) throws -> Void
  private let progress: @Sendable (Runner.Progress) -> Void
  private let nextChunk = Atomic<Int>(0)
  private let doneRounds = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let timingsByCell = Mutex<[Int: CellTiming]>([:])

  init(
    plan: Plan, chunks: [(assembly: BlockAssembly, index: Int)], rounds: Int, stop: StopSignal,
    save: @escaping @Sendable (BlockID, BlockTrace) throws -> Void,
    progress: @escaping @Sendable (Runner.Progress) -> Void
  ) {
    self.plan = plan
    self.chunks = chunks
    self.rounds = rounds
    self.stop = stop
    self.save = save
    self.progress = progress
  }

  var finishedBlocks: Int { finished.load(ordering: .relaxed) }

  var timings: [CellTiming] {
    timingsByCell.withLock { timings in timings.sorted { $0.key < $1.key }.map(\.value) }
  }

  /// Takes chunk after chunk until none is left or the run is stopped.
  func perform() throws {
    while !stop.isRaised {
      let next = nextChunk.wrappingAdd(1, ordering: .relaxed).oldValue
      guard next < chunks.count else { return }
      let (assembly, chunk) = chunks[next]
      let cell = plan.cells[assembly.id.cell]
      let start = ContinuousClock.now
      guard let trace = cell.simulate(assembly.chunks[chunk], stop) else { return }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let played = trace.replications.count * cell.horizon
      timingsByCell.withLock { timings in
        var timing = timings[assembly.id.cell] ?? CellTiming(key: cell.key)
        timing.replications += trace.replications.count
        timing.rounds += played
        timing.seconds += seconds
        timings[assembly.id.cell] = timing
      }
      if let block = assembly.put(trace, at: chunk) {
        try save(assembly.id, block)
        finished.wrappingAdd(1, ordering: .relaxed)
      }
      let done = doneRounds.wrappingAdd(played, ordering: .relaxed).newValue
      progress(Runner.Progress(done: done, total: rounds))
    }
  }
}
