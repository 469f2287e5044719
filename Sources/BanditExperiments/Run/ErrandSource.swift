import Synchronization

/// Where the threads of a run get their errands.
protocol ErrandSource: Sendable {
  /// Asks simulations to stop, because nothing of what is being simulated is wanted any more, or from outside.
  var halt: StopSignal { get }
  /// The rounds to be done in this run, as far as that is known.
  var rounds: Int { get }

  /// The next errand; `nil` if there is nothing left to begin. Called from several threads.
  func next() throws -> Errand?

  /// Told of a block that is finished and kept. Called from several threads.
  func note(_ block: BlockID, _ trace: BlockTrace)

  /// Told of a block that came to no end. Called from several threads.
  func noteFailure(_ block: BlockID)
}

/// Errands that are known beforehand.
final class ListedErrands: ErrandSource {
  let halt: StopSignal
  let rounds: Int
  let errands: [Errand]
  private let nextErrand = Atomic<Int>(0)

  init(_ errands: [Errand], rounds: Int, stop: StopSignal) {
    self.errands = errands
    self.rounds = rounds
    halt = stop
  }

  func next() -> Errand? {
    let next = nextErrand.wrappingAdd(1, ordering: .relaxed).oldValue
    return next < errands.count ? errands[next] : nil
  }

  func note(_ block: BlockID, _ trace: BlockTrace) {}

  func noteFailure(_ block: BlockID) {}
}

/// Errands of a plan whose number of replications a precision chooses: blocks are begun as they become necessary, and
/// those that may, where threads have nothing else to do.
///
/// Blocks beyond the one that decides are kept and are not in the results. Which ones there are depends on the threads;
/// what is decided does not.
final class PrecisionErrands: ErrandSource {
  private struct Contest {
    /// The cells that are simulated for it, by their places.
    let cells: [Int]
    var judge: PrecisionJudge
    /// Blocks of each cell that were begun, and those that were judged.
    var begun = 0
    var judged = 0
    let blockCount: Int
    /// Whether a block of it came to no end, so that it is not decided in this run.
    var isHopeless = false
    /// Blocks that are begun together: at first as many as are played at least, then enough to fill the lanes.
    let firstStep: Int
    let step: Int
    /// The rounds of a replication of those cells that no contest before it has.
    let rounds: Int

    /// Whether no more of its blocks are wanted.
    var isOver: Bool { judge.isDone || isHopeless }
  }

  private struct Place: Hashable {
    let cell: Int
    let number: Int
  }

  private struct State {
    var contests: [Contest] = []
    /// Those that are not decided, in order.
    var open: [Int] = []
    /// The contests of each cell.
    var owners: [Int: [Int]] = [:]
    var begun: Set<Place> = []
    var evidence: [Place: PrecisionJudge.Evidence] = [:]
    /// Errands that are waiting, and how many of them were taken.
    var waiting: [Errand] = []
    var taken = 0
    var found = 0
    var foundRounds = 0
    /// The rounds of all contests, as far as that is known.
    var expected = 0.0
  }

  let halt: StopSignal
  private let plan: Plan
  private let read: @Sendable (BlockID) throws -> BlockTrace?
  private let state: Mutex<State>

  /// - Parameters:
  ///   - read: a block that is there already.
  ///   - stop: raised from outside.
  init(_ plan: Plan, stop: StopSignal, read: @escaping @Sendable (BlockID) throws -> BlockTrace?) {
    self.plan = plan
    self.read = read
    halt = StopSignal(following: stop)
    var state = State()
    for contestants in plan.contestants {
      guard let judge = plan.judge(of: contestants) else { continue }
      let first = plan.cells[contestants[0]]
      let size = first.blockSize
      let lanes = contestants.map { plan.cells[$0].simulate.laneCount }.max() ?? 1
      let cells = contestants.map { plan.originals[$0] }
      let own = cells.count { state.owners[$0] == nil }
      for cell in cells { state.owners[cell, default: []].append(state.contests.count) }
      let step = max(1, (lanes + size - 1) / size)
      state.open.append(state.contests.count)
      state.contests.append(
        Contest(
          cells: cells, judge: judge, blockCount: (plan.replications + size - 1) / size,
          firstStep: max(step, (Precision.leastReplications + size - 1) / size), step: step,
          rounds: own * first.horizon))
      state.expected += Double(own) * Double(first.horizon) * Double(judge.expected)
    }
    self.state = Mutex(state)
  }

  /// Blocks that were there already and were looked at.
  var found: Int { state.withLock { $0.found } }

  /// How many contests are not decided.
  var undecided: Int { state.withLock { $0.open.count } }

  /// The plan with as many replications as were chosen; `nil` if that is not decided everywhere.
  var settled: Plan? {
    state.withLock { state in
      guard state.open.isEmpty else { return nil }
      return plan.settled(
        by: zip(state.contests, plan.contestants).map { plan.choice(of: $0.judge, for: $1) })
    }
  }

  var rounds: Int { state.withLock { Int(min(max(0, $0.expected - Double($0.foundRounds)), 0x1p62)) } }

  func next() throws -> Errand? {
    try state.withLock { state throws in
      while true {
        while state.taken < state.waiting.count {
          let errand = state.waiting[state.taken]
          state.taken += 1
          // What was begun for contests that are over is left alone.
          if state.owners[errand.cell]?.contains(where: { !state.contests[$0].isOver }) == true { return errand }
        }
        state.waiting.removeAll(keepingCapacity: true)
        state.taken = 0
        guard let contest = Self.mostUrgent(state) else { return nil }
        try begin(contest, &state)
      }
    }
  }

  func note(_ block: BlockID, _ trace: BlockTrace) {
    let evidence = PrecisionJudge.Evidence(trace, of: plan.cells[block.cell])
    state.withLock { state in
      state.evidence[Place(cell: block.cell, number: block.number)] = evidence
      for contest in state.owners[block.cell] ?? [] { judge(contest, &state) }
      if state.open.isEmpty { halt.raise() }
    }
  }

  func noteFailure(_ block: BlockID) {
    state.withLock { state in
      for contest in state.owners[block.cell] ?? [] { state.contests[contest].isHopeless = true }
    }
  }

  /// The first contest for which nothing is being simulated; else the one for which the fewest blocks are.
  private static func mostUrgent(_ state: State) -> Int? {
    var best: (contest: Int, ahead: Int)?
    for contest in state.open
    where !state.contests[contest].isHopeless && state.contests[contest].begun < state.contests[contest].blockCount {
      let ahead = state.contests[contest].begun - state.contests[contest].judged
      if ahead == 0 { return contest }
      if best.map({ ahead < $0.ahead }) ?? true { best = (contest, ahead) }
    }
    return best?.contest
  }

  /// Begins the next blocks of a contest.
  private func begin(_ number: Int, _ state: inout State) throws {
    let (cells, first) = (state.contests[number].cells, state.contests[number].begun)
    let step = first == 0 ? state.contests[number].firstStep : state.contests[number].step
    let end = min(first + step, state.contests[number].blockCount)
    var concerned: Set<Int> = [number]
    for cell in cells {
      var assemblies: [BlockAssembly] = []
      for block in first..<end {
        let place = Place(cell: cell, number: block)
        guard state.begun.insert(place).inserted else { continue }
        let id = BlockID(block, of: plan.cells[cell], cell, replications: plan.replications)
        if let trace = try read(id) {
          state.evidence[place] = PrecisionJudge.Evidence(trace, of: plan.cells[cell])
          state.found += 1
          state.foundRounds += id.replications.count * plan.cells[cell].horizon
          concerned.formUnion(state.owners[cell] ?? [])
        } else {
          assemblies.append(BlockAssembly(id, of: plan.cells[cell]))
        }
      }
      state.waiting += Errand.all(of: assemblies, plan.cells, together: .max)
    }
    state.contests[number].begun = end
    for contest in concerned { judge(contest, &state) }
    if state.open.isEmpty { halt.raise() }
  }

  /// Judges the blocks of a contest that are complete, in their order, until it is decided.
  private func judge(_ number: Int, _ state: inout State) {
    if state.contests[number].judge.isDone { return }
    let cells = state.contests[number].cells
    let (first, expected) = (state.contests[number].judged, state.contests[number].judge.expected)
    var judged = first
    while judged < state.contests[number].begun, !state.contests[number].judge.isDone {
      let evidence = cells.compactMap { state.evidence[Place(cell: $0, number: judged)] }
      guard evidence.count == cells.count else { break }
      let block = BlockID(judged, of: plan.cells[cells[0]], cells[0], replications: plan.replications)
      state.contests[number].judge.add(evidence, replications: block.replications.count)
      // Where several points share a cell, the others may still need it.
      for cell in cells where state.owners[cell]?.count == 1 {
        state.evidence[Place(cell: cell, number: judged)] = nil
      }
      judged += 1
    }
    guard judged > first else { return }
    state.contests[number].judged = judged
    let more = state.contests[number].judge.expected - expected
    state.expected += Double(state.contests[number].rounds) * Double(more)
    if state.contests[number].judge.isDone { state.open.removeAll { $0 == number } }
  }
}
