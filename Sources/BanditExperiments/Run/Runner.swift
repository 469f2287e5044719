import BanditGames
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
    /// Blocks of this shard that are still missing, because the run was stopped or blocks failed.
    public let missing: Int
    /// Blocks that another program did not bring to an end, in the order in which that was seen.
    public let failures: [Failure]
  }

  /// A block that is not kept.
  public struct Failure: Sendable {
    /// The block.
    public let block: BlockID
    /// Why.
    public let failure: BlockFailure
  }

  /// After so many failed blocks of a cell its others are left to the next run: most programs that fail do so always, and
  /// some take long.
  static let mostFailures = 3

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
    precondition(plan.precision == nil, "a precision has to see the blocks: settle()")
    let mine = blocks
    let assemblies = mine.filter { !isFinished($0) }.map { BlockAssembly($0, of: plan.cells[$0.cell]) }
    // Short blocks are put together only where each thread has several errands still.
    let most = assemblies.reduce(0) { $0 + $1.id.replications.count } / (4 * threads)
    let source = ListedErrands(
      Errand.all(of: assemblies, plan.cells, together: most), rounds: assemblies.reduce(0) { $0 + $1.rounds },
      stop: stop)
    let (finished, failures) = try perform(source, threads: source.errands.count, save, started, progress)
    return Report(
      found: mine.count - assemblies.count, finished: finished, missing: assemblies.count - finished,
      failures: failures)
  }

  /// Simulates until a precision is reached everywhere, or as many replications are played as it may choose.
  ///
  /// After every complete block, in order, each point and environment is judged; so neither threads nor what was there
  /// already can be seen in what is chosen.
  ///
  /// - Parameters:
  ///   - read: a block that is there already; called from several threads, one at a time.
  ///   - save, started, progress: as those of `run`. How many rounds there are is an estimate.
  /// - Returns: what happened, where `missing` counts the points and environments that are not decided; and the plan
  ///   with the chosen numbers of replications, `nil` if the run was stopped before.
  /// - Throws: what `read` and `save` throw; everything saved before stays.
  /// - Precondition: the plan has a precision, and the whole of it is this process's.
  public func settle(
    read: @escaping @Sendable (BlockID) throws -> BlockTrace? = { _ in nil },
    save: @escaping @Sendable (_ block: BlockID, _ trace: BlockTrace, _ time: BlockTime) throws -> Void,
    started: (_ threads: Int, _ wanted: Int) -> Void = { _, _ in },
    progress: @escaping @Sendable (Progress) -> Void = { _ in }
  ) throws -> (report: Report, plan: Plan?) {
    precondition(plan.precision != nil && shard == .whole, "a precision chooses for a whole plan")
    let source = PrecisionErrands(plan, stop: stop, read: read)
    let (finished, failures) = try perform(source, threads: threads, save, started, progress)
    return (
      Report(found: source.found, finished: finished, missing: source.undecided, failures: failures), source.settled
    )
  }

  /// Does what a source has, on some of the threads; the number of blocks that were finished, and those that failed.
  private func perform(
    _ source: any ErrandSource, threads most: Int,
    _ save: @escaping @Sendable (BlockID, BlockTrace, BlockTime) throws -> Void, _ started: (Int, Int) -> Void,
    _ progress: @escaping @Sendable (Progress) -> Void
  ) throws -> (finished: Int, failures: [Failure]) {
    let work = Work(plan: plan, source: source, stop: stop, save: save, progress: progress)
    let wanted = min(threads, most)
    if wanted > 0 {
      Workers.run(wanted, started: { started($0, wanted) }) { work.perform() }
    }
    if let error = work.error { throw error }
    return (work.finishedBlocks, work.failures)
  }
}

/// The errands of a run and what has become of them; shared by its threads.
private final class Work: Sendable {
  private let plan: Plan
  private let source: any ErrandSource
  private let stop: StopSignal
  private let save: @Sendable (BlockID, BlockTrace, BlockTime) throws -> Void
  private let progress: @Sendable (Runner.Progress) -> Void
  private let doneRounds = Atomic<Int>(0)
  private let finished = Atomic<Int>(0)
  private let firstError = Mutex<(any Error)?>(nil)
  private let failed = Mutex<[Runner.Failure]>([])

  init(
    plan: Plan, source: any ErrandSource, stop: StopSignal,
    save: @escaping @Sendable (BlockID, BlockTrace, BlockTime) throws -> Void,
    progress: @escaping @Sendable (Runner.Progress) -> Void
  ) {
    self.plan = plan
    self.source = source
    self.stop = stop
    self.save = save
    self.progress = progress
  }

  var finishedBlocks: Int { finished.load(ordering: .relaxed) }

  var failures: [Runner.Failure] { failed.withLock { $0 } }

  /// What kept a block from being saved.
  var error: (any Error)? { firstError.withLock { $0 } }

  /// Takes errand after errand until none is left or the run is stopped.
  func perform() {
    do {
      while !stop.isRaised, let errand = try source.next() {
        guard try perform(errand) else { return }
      }
    } catch {
      firstError.withLock { $0 = $0 ?? error }
      stop.raise()
    }
  }

  /// Whether the errand was done.
  private func perform(_ errand: Errand) throws -> Bool {
    let cell = plan.cells[errand.cell]
    if failed.withLock({ $0.count { $0.block.cell == errand.cell } }) >= Runner.mostFailures { return true }
    let watch = Stopwatch()
    guard let trace = cell.simulate(errand.replications, source.halt) else { return false }
    if let failure = trace.failure {
      for (assembly, _) in errand.parts {
        failed.withLock { $0.append(Runner.Failure(block: assembly.id, failure: failure)) }
        source.noteFailure(assembly.id)
      }
      return true
    }
    let time = watch.time * (1 / Double(errand.replications.count))
    let played = trace.replications.count * cell.horizon
    for (assembly, chunk) in errand.parts {
      let part = trace.part(assembly.chunks[chunk])
      guard
        let (block, time) = assembly.put(part, at: chunk, time: time * Double(part.replications.count))
      else { continue }
      try save(assembly.id, block, time)
      finished.wrappingAdd(1, ordering: .relaxed)
      source.note(assembly.id, block)
    }
    let done = doneRounds.wrappingAdd(played, ordering: .relaxed).newValue
    progress(Runner.Progress(done: done, total: max(done, source.rounds)))
    return true
  }
}
