import Synchronization

/// Simulates the blocks of a plan on several threads.
///
/// Threads share chunks of blocks, long enough to pay for themselves and short enough to share the work; a
/// block's chunks are put together by their place, so that neither the number of threads nor the order
/// of completion can be seen in the results.
public struct Runner: Sendable {
  /// What is to be simulated.
  public let plan: Plan
  /// How many threads simulate at the same time.
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

  /// The blocks of the share, each once.
  ///
  /// - Complexity: O(blocks of the plan).
  public var blocks: [BlockID] {
    plan.distinctBlocks.enumerated().filter { shard.contains($0.offset) }.map(\.element)
  }

  /// Simulates what is missing.
  ///
  /// The calling thread is one of those that simulate. Where the system refuses others, the run goes on with fewer.
  ///
  /// - Parameters:
  ///   - isFinished: whether a block is there already.
  ///   - save: keeps a finished block, which took threads some time; called from several threads, once per block.
  ///   - started: told how many threads simulate, and how many there should be.
  ///   - progress: told now and then how far the run has come; never touches results.
  /// - Throws: what `save` throws; everything saved before stays.
  public func run(
    isFinished: (BlockID) -> Bool,
    save: @escaping @Sendable (_ block: BlockID, _ trace: BlockTrace, _ time: BlockTime) throws -> Void,
    started: (_ threads: Int, _ wanted: Int) -> Void = { _, _ in },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws -> Report {
    let mine = blocks
    let assemblies = mine.filter { !isFinished($0) }.map { BlockAssembly($0, of: plan.cells[$0.cell]) }
    let errands = Errand.all(of: assemblies, plan.cells, threads: threads)
    let work = Work(
      plan: plan, errands: errands, rounds: assemblies.reduce(0) { $0 + $1.rounds }, stop: stop, save: save,
      progress: progress)
    let wanted = min(threads, errands.count)
    if wanted > 0 {
      Workers.run(wanted, started: { started($0, wanted) }) { work.perform() }
    }
    if let error = work.error { throw error }
    let finished = work.finishedBlocks
    return Report(found: mine.count - assemblies.count, finished: finished, missing: assemblies.count - finished)
  }
}

/// The errands of a run and what has become of them; shared by its threads.
private final class Work: Sendable {
  private let plan: Plan
  private let errands: [Errand]
  private let rounds: Int
  private let stop: StopSignal
  private let save: @Sendable (BlockID, BlockTrace, BlockTime) throws -> Void
  private let progress: @Sendable (Runner.Progress) -> Void
  private let nextErrand = Atomic<Int>(0)
  private let doneRounds = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let firstError = Mutex<(any Error)?>(nil)

  init(
    plan: Plan, errands: [Errand], rounds: Int, stop: StopSignal,
    save: @escaping @Sendable (BlockID, BlockTrace, BlockTime) throws -> Void,
    progress: @escaping @Sendable (Runner.Progress) -> Void
  ) {
    self.plan = plan
    self.errands = errands
    self.rounds = rounds
    self.stop = stop
    self.save = save
    self.progress = progress
  }

  var finishedBlocks: Int { finished.load(ordering: .relaxed) }

  /// What kept a block from being saved.
  var error: (any Error)? { firstError.withLock { $0 } }

  /// Takes errand after errand until none is left or the run is stopped.
  func perform() {
    while !stop.isRaised {
      let next = nextErrand.wrappingAdd(1, ordering: .relaxed).oldValue
      guard next < errands.count else { return }
      let errand = errands[next]
      let cell = plan.cells[errand.cell]
      let watch = Stopwatch()
      guard let trace = cell.simulate(errand.replications, stop) else { return }
      let time = watch.time * (1 / Double(errand.replications.count))
      let played = trace.replications.count * cell.horizon
      for (assembly, chunk) in errand.parts {
        let part = trace.part(assembly.chunks[chunk])
        guard
          let (block, time) = assembly.put(part, at: chunk, time: time * Double(part.replications.count))
        else { continue }
        do {
          try save(assembly.id, block, time)
        } catch {
          firstError.withLock { $0 = $0 ?? error }
          stop.raise()
          return
        }
        finished.wrappingAdd(1, ordering: .relaxed)
      }
      let done = doneRounds.wrappingAdd(played, ordering: .relaxed).newValue
      progress(Runner.Progress(done: done, total: rounds))
    }
  }
}
