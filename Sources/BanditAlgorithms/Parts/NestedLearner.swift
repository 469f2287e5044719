import BanditCards
import BanditGames

/// A learner of the catalogue that plays inside another one, with settings of its own.
public struct NestedLearner: Hashable, Sendable {
  /// Its id.
  public let id: String
  /// Its settings; what is left out has the default of its card.
  public let settings: Settings

  /// Names a learner and its settings: `NestedLearner("exp3", ["schedule": "anytime"])`.
  public init(_ id: String, _ settings: Settings = [:]) {
    self.id = id
    self.settings = settings
  }

  /// What a setting of a parameter of nested learners names; `nil` if there is none.
  init?(_ setting: Setting?) {
    guard case .object(let object)? = setting, let id = object["id"]?.asText else { return nil }
    self.init(id, Settings(object.entries.filter { $0.name != "id" }))
  }

  /// How a scenario file names it.
  var setting: Setting { .object(Settings([Settings.Entry("id", .text(id))] + settings.entries)) }

  /// The learners for bandits whose rewards an adversary may choose.
  static let adversarialBandits: [any (BanditLearner & Configurable<BanditProblem>).Type] = [
    Exp3.self, FTRL.self, TsallisINF.self, Exp3IX.self, Exp3P.self, Exp3PlusPlus.self, LogBarrierLearner.self,
    LogBarrierAdaptive.self, Exp3S.self,
  ]

  /// What a parameter accepts that names one of some learners.
  static func kind(_ cards: [AlgorithmCard]) -> ParameterKind {
    .variant(tag: "id", cards.map { ParameterKind.Variant($0.id, $0.parameters) })
  }

  /// A parameter that names one of some learners, by default one with the defaults of its card.
  static func parameter(
    _ name: String, _ meaning: String, _ cards: [AlgorithmCard], default id: String, why: String
  ) -> Parameter<NestedLearner> {
    let card = cards.first { $0.id == id }
    let usual = NestedLearner(id, Settings(defaultsOf: card?.parameters ?? []))
    return Parameter(
      AnyParameter(name, meaning, kind(cards), default: .value(usual.setting), why: why),
      read: { NestedLearner($0) ?? usual }, write: { $0.setting })
  }

  /// Makes a learner for bandits among some, from settings that are checked and completed.
  func makeBandit(
    _ problem: BanditProblem,
    among types: [any (BanditLearner & Configurable<BanditProblem>).Type] = NestedLearner.adversarialBandits
  ) throws(InvalidSettings) -> (any BanditLearner)? {
    guard let type = types.first(where: { $0.card.id == id }) else { return nil }
    return try type.init(settings: type.card.settings(settings), problem: problem)
  }
}
