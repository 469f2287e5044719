import BanditCards
import BanditGames
import BanditTesting

/// What three arms or more are played under settings, and by a learner made by a typed call: the same, if the two
/// initialisers agree.
func playedBothWays<Policy: BanditLearner & Configurable<BanditProblem>>(
  _ settings: Settings, arms: Int = 3, horizon: Int = 300, _ typed: (BanditProblem) throws -> Policy
) throws -> (settings: [Int], typed: [Int]) {
  let problem = BanditProblem(armCount: arms, horizon: horizon, rewardRange: 0...1)
  let rewards = Array(unevenRewards.prefix(arms))
  return (
    playScript(learner: try Policy(settings: settings, problem: problem), rewards: rewards, rounds: horizon, seed: 8),
    playScript(learner: try typed(problem), rewards: rewards, rounds: horizon, seed: 8)
  )
}

/// Settings that a card with these parameters must refuse: an unknown name, and for each parameter values of other
/// kinds and out of range.
///
/// - Parameter required: values of the parameters that have to be given.
func wrongSettings(of parameters: [AnyParameter], required: Settings = [:]) -> [Settings] {
  func given(_ name: String, _ value: Setting) -> Settings {
    Settings(required.entries.filter { $0.name != name } + [.init(name, value)])
  }
  let missing = required.entries.map { entry in Settings(required.entries.filter { $0.name != entry.name }) }
  return [given("no such parameter", .number(1))] + missing
    + parameters.flatMap { parameter in
      strangers(to: parameter.kind).filter { !parameter.kind.accepts($0) }.map { given(parameter.name, $0) }
    }
}

private func strangers(to kind: ParameterKind) -> [Setting] {
  var values: [Setting] = [
    .flag(true), .text("no such word"), .whole(-1), .number(.nan), .number(.infinity), .list([]), .list([.flag(true)]),
    .object([:]), .object(["id": .text("no such word")]),
  ]
  switch kind {
  case .number(let range):
    if case .included(let bound) = range.lower { values.append(.number(bound.nextDown)) }
    if case .excluded(let bound) = range.lower { values.append(.number(bound)) }
    if case .included(let bound) = range.upper { values.append(.number(bound.nextUp)) }
    if case .excluded(let bound) = range.upper { values.append(.number(bound)) }
  case .whole(let range):
    values.append(.number(Double(range.lowerBound) + 0.5))
    if range.lowerBound > Int.min { values.append(.whole(range.lowerBound - 1)) }
    if range.upperBound < Int.max { values.append(.whole(range.upperBound + 1)) }
  case .either(let kinds): values += kinds.flatMap(strangers)
  case .oneKey(let parameters):
    values += parameters.flatMap { inner in
      strangers(to: inner.kind).map { .object(Settings([.init(inner.name, $0)])) }
    }
  case .variant(let tag, let variants):
    values += variants.flatMap { variant in
      wrongSettings(of: variant.parameters).map {
        .object(Settings([.init(tag, .text(variant.name))] + $0.entries))
      }
    }
  default: break
  }
  return values
}
