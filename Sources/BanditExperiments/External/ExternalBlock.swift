import BanditCards
import BanditGames
import BanditStreams

/// Replications of a bandit whose arms a process chooses: it answers the rewards of a round with the arms of the next.
///
/// The environments, their luck and the accounts are those of every other learner. What the process does wrong ends the
/// block; nothing of that is kept.
///
/// - Complexity: a message of 4 and one of 8 bytes for each replication and round.
public struct ExternalBlock: BlockGame, ~Copyable {
  public typealias Base = BanditGame<AnyBandit, ExternalArm>

  private var turns: InTurn<Base>
  private let count: Int
  private let start: ExternalStart
  private var process: ChildProcess?
  /// What comes up and goes down in a round.
  private let arms: UnsafeMutableBufferPointer<Int32>
  private let rewards: UnsafeMutableBufferPointer<Double>
  /// The round that was played last.
  private var round = 0
  public private(set) var failure: BlockFailure?
  private var isStopped = false

  /// All replications of a block.
  public static func laneCount(for problem: BanditProblem) -> Int { 1 << 24 }

  /// It can.
  public static func suits(
    _ learner: ExternalArm, problem: BanditProblem, notions: [Notion], metrics: [Metric]
  ) -> Bool { true }

  public init(
    _ count: Int, coupling: Coupling, game: (Int) -> Base, account: (Base) -> BanditLedger,
    environmentNoise: (Int) -> RandomStream, learnerNoise: (Int) -> RandomStream
  ) {
    self.count = count
    turns = InTurn(
      count, coupling: coupling, game: game, account: account, environmentNoise: environmentNoise,
      learnerNoise: learnerNoise)
    start = turns.show(0) { game, _ in game.pointee.learner.start }
    arms = .allocate(capacity: count)
    arms.initialize(repeating: 0)
    rewards = .allocate(capacity: count)
    rewards.initialize(repeating: 0)
    attempt { block throws(Fault) in try block.greet() }
  }

  deinit {
    arms.deallocate()
    rewards.deallocate()
  }

  public mutating func play(_ rounds: ClosedRange<Int>) {
    if process == nil { return }
    attempt { block throws(Fault) in
      for round in rounds { try block.play(round) }
    }
  }

  public mutating func finish() -> Bool {
    if process != nil { attempt { block throws(Fault) in try block.sayGoodbye() } }
    return !isStopped && failure == nil
  }

  /// Nothing: they always are.
  public mutating func settle(learners: Bool) {}

  public func show<Result>(
    _ lane: Int, to body: (UnsafePointer<Base>, UnsafePointer<BanditLedger>) throws -> Result
  ) rethrows -> Result { try turns.show(lane, to: body) }

  // MARK: What is said

  /// What is wrong with a process.
  private enum Fault: Error {
    case trouble(ChildProcess.Trouble)
    /// It says what it should not; a sentence.
    case nonsense(String)
  }

  private mutating func attempt(_ body: (inout ExternalBlock) throws(Fault) -> Void) {
    do throws(Fault) {
      try body(&self)
    } catch {
      if case .trouble(.stopped) = error {
        isStopped = true
      } else {
        let reason = sentence(of: error)
        failure = BlockFailure("\(start.command.text): \(reason)", lastWords: process?.lastWords() ?? "")
      }
      // Which ends it.
      process = nil
    }
  }

  private mutating func greet() throws(Fault) {
    guard start.terms.areAllowed else {
      throw .nonsense("is a command, and commands are started only where that is allowed")
    }
    let greeting = Array((JSONText.compact(.object(start.greeting)) + "\n").utf8)
    let answer: [UInt8]
    do throws(ChildProcess.Trouble) {
      let process = try ChildProcess(
        start.command.command, in: start.command.folder, longestMessage: 4 * count,
        timeout: .seconds(start.terms.timeout), stop: start.stop)
      self.process = process
      try process.send(greeting)
      answer = try process.receiveLine()
    } catch {
      throw .trouble(error)
    }
    guard JSONNode.object(answer)?["ready"]?.whole == 1 else {
      let text = JSONText.brief(.text(String(decoding: answer.prefix(200), as: UTF8.self)))
      throw .nonsense("answered the greeting with \(text); accepted: the line {\"ready\": 1}")
    }
  }

  private mutating func play(_ round: Int) throws(Fault) {
    guard let process else { return }
    do throws(ChildProcess.Trouble) {
      if self.round > 0 { try process.send(UnsafeRawBufferPointer(rewards)) }
      self.round = round
      try process.receive(into: UnsafeMutableRawBufferPointer(arms))
    } catch {
      throw .trouble(error)
    }
    let armCount = start.problem.armCount
    for lane in 0..<count {
      let arm = Int(Int32(littleEndian: arms[lane]))
      guard 0..<armCount ~= arm else { throw .nonsense(nonsense(arm, lane)) }
      rewards[lane] = turns.play(round, in: lane, after: { $0.learner.arm = arm }, { $0.learner.reward })
      #if !_endian(little)
        rewards[lane] = Double(bitPattern: rewards[lane].bitPattern.littleEndian)
      #endif
    }
  }

  /// Sends the last rewards and the end of input, and waits for its end: what does not end as agreed may have gone wrong
  /// before.
  private mutating func sayGoodbye() throws(Fault) {
    guard let process else { return }
    do throws(ChildProcess.Trouble) {
      // Who does not want the last rewards may have ended.
      do throws(ChildProcess.Trouble) { try process.send(UnsafeRawBufferPointer(rewards)) } catch  where error == .ended
      {}
      process.closeInput()
      try process.awaitEndOfOutput()
    } catch {
      throw error == .silent ? .nonsense(stays) : .trouble(error)
    }
    if !process.unread.isEmpty { throw .nonsense("says more after the arms of the last round") }
    switch process.awaitEnd() {
    case .exit(0)?: break
    case .exit(let code)?: throw .nonsense("ended with exit code \(code) after the last round")
    case .signal(let number)?:
      throw .nonsense("was ended by signal \(number) after the last round")
    case nil: throw start.stop.isRaised ? .trouble(.stopped) : .nonsense(stays)
    }
    if let file = start.command.changedFile {
      throw .nonsense("\(file.name) was changed while it was played, so that nobody knows what has played")
    }
  }

  // MARK: In words

  private var stays: String { "did not end within \(seconds) of the end of its input (--external-timeout)" }

  private var seconds: String { "\(JSONText.compact(.number(start.terms.timeout))) s" }

  private func nonsense(_ arm: Int, _ lane: Int) -> String {
    let bytes = withUnsafeBytes(of: arms[lane]) { Array($0) }
    let isText = bytes.allSatisfy { 32..<127 ~= $0 || $0 == 10 }
    let hint =
      isText
      ? "; the bytes spell \(JSONText.quoted(String(decoding: bytes, as: UTF8.self))): does it print to its standard output?"
      : ""
    return
      "chose arm \(arm) in round \(round) of replication \(start.replications.lowerBound + lane); accepted: "
      + "0 to \(start.problem.armCount - 1)\(hint)"
  }

  private func sentence(of fault: Fault) -> String {
    let place = round == 0 ? "before it was ready" : "in round \(round) of \(start.problem.horizon)"
    switch fault {
    case .nonsense(let sentence): return sentence
    case .trouble(.notStarted(let reason)): return "cannot be started: \(reason)"
    case .trouble(.silent):
      return "was silent for \(seconds) \(place) (--external-timeout)"
    case .trouble(.stopped): return "was stopped"
    case .trouble(.ended):
      switch process?.awaitEnd(within: .seconds(1)) {
      case .exit(let code)?: return "ended with exit code \(code) \(place)"
      case .signal(let number)?:
        return "was ended by signal \(number) \(place)"
      case nil: return "closed its input or output \(place)"
      }
    }
  }
}

/// The arm that a process has chosen, as a learner.
public struct ExternalArm: BanditLearner {
  fileprivate let start: ExternalStart
  fileprivate var arm = 0
  fileprivate var reward = 0.0

  fileprivate init(_ start: ExternalStart) { self.start = start }

  /// The arm.
  public mutating func selectArm(at round: Int, noise: inout RoundNoise) -> Int { arm }

  /// Keeps the reward, for the process.
  public mutating func observe(reward: Double, of arm: Int, at round: Int) { self.reward = reward }
}

/// All that it takes to start a process for some replications.
private final class ExternalStart: Sendable {
  let command: ExternalCommand
  let terms: CommandTerms
  let problem: BanditProblem
  let replications: Range<Int>
  let greeting: Settings
  let stop: StopSignal

  init(
    _ command: ExternalCommand, _ context: CellContext, _ problem: BanditProblem, _ replications: Range<Int>,
    stop: StopSignal
  ) {
    self.command = command
    self.problem = problem
    self.replications = replications
    self.stop = stop
    terms = context.commands
    let range = problem.rewardRange.map { Setting.list([.number($0.lowerBound), .number($0.upperBound)]) }
    greeting = [
      "protocol": .whole(ExternalCommand.protocolVersion), "arms": .whole(problem.armCount),
      "horizon": .whole(problem.horizon), "rewards": range ?? .number(.nan), "first": .whole(replications.lowerBound),
      "replications": .whole(replications.count),
      "keys": .list(replications.map { .text(context.streams.learnerKey($0).hexadecimal) }),
      "settings": .object(command.settings),
    ]
  }
}

extension Simulation {
  /// Lets a command play the instances of a bandit, a process for each block.
  ///
  /// - Parameter environment: the instance of a replication.
  public init(
    _ command: ExternalCommand, _ context: CellContext, _ problem: BanditProblem,
    environment: @escaping @Sendable (_ replication: Int, _ stream: inout RandomStream) -> AnyBandit
  ) {
    let seated: @Sendable (ExternalStart) -> (Int, inout RandomStream) -> ExternalBlock.Base = { start in
      {
        ExternalBlock.Base(
          environment: environment($0, &$1), learner: ExternalArm(start), problem: problem,
          coupling: context.streams.coupling)
      }
    }
    self.init(
      external: { replications, stop in
        let start = ExternalStart(command, context, problem, replications, stop: stop)
        return BlockRunner.run(
          ExternalBlock.self, replications, context: context, problem: problem, stop: stop, game: seated(start))
      },
      replay: { replication, visit in
        let start = ExternalStart(command, context, problem, replication..<replication + 1, stop: StopSignal())
        try BlockRunner.replay(
          replication, in: ExternalBlock.self, context: context, problem: problem, visit: visit, game: seated(start))
      })
  }
}
