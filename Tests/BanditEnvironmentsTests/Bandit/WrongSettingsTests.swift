import BanditCards
import BanditEnvironments
import BanditGames
import Testing

/// Whatever settings a caller makes, a model takes them or refuses them; it never traps.
struct WrongSettingsTests {
  private static let coins: Settings = ["means": .list([.number(0.5)])]
  private static let pulls: Settings = ["arms": .list([.object(["table": .list([.number(0.5)])])])]

  /// Models with settings that they take.
  static let models: [(model: any EnvironmentModel.Type, settings: Settings)] = [
    (BernoulliModel.self, coins), (GaussianModel.self, coins),
    (ArmsModel.self, ["arms": .list([.object(["law": .text("constant"), "value": .number(1)])])]),
    (PiecewiseModel.self, ["arms": .whole(2), "changes": .whole(1)]), (DriftingModel.self, coins),
    (
      SinusoidalModel.self,
      ["means": .list([.number(0.5)]), "amplitude": .number(0.25), "period": .number(9)]
    ),
    (WeightedTallyingModel.self, ["memory": .whole(2), "preset": .object(["kind": .text("alternate")])]),
    (RottingModel.self, pulls), (RisingModel.self, pulls), (SinglePeakedModel.self, pulls),
    (CongestedModel.self, ["losses": .list([.list([.number(0.5)])])]),
    (BlockingModel.self, ["means": .list([.number(0.5)]), "delays": .list([.whole(2)])]),
    (DelayDependentModel.self, ["means": .list([.number(0.5)]), "gamma": .number(0.5)]),
  ]

  private static let values: [Setting] = [
    .number(.nan), .number(-1e300), .number(1e300), .number(0.5), .whole(.min), .whole(-1), .whole(0), .whole(.max),
    .flag(true), .text(""), .text("given"), .list([]), .list([.number(7)]), .list([.whole(-1)]), .list([.text("x")]),
    .list([.list([.number(2)])]), .list([.object([:])]), .object([:]), .object(["law": .text("x")]),
    .object(["kind": .text("x")]), .object(["gaussian": .number(-1)]),
  ]

  @Test(arguments: models.indices) func areRefused(index: Int) throws {
    let (model, good) = Self.models[index]
    _ = try model.init(settings: good, horizon: 10)
    func refuses(_ name: String, _ value: Setting?) {
      let others = good.entries.filter { $0.name != name }
      let settings = Settings(others + (value.map { [.init(name, $0)] } ?? []))
      #expect(throws: InvalidSettings.self, "\(name): \(value.map { "\($0)" } ?? "left out")") {
        _ = try model.init(settings: settings, horizon: 10)
      }
    }
    refuses("colour", .number(1))
    for parameter in model.card.parameters {
      let wrong = Self.values.filter { !parameter.kind.accepts($0) }
      #expect(wrong.count > 10)
      for value in wrong { refuses(parameter.name, value) }
      if good.has(parameter.name) { refuses(parameter.name, nil) }
    }
  }
}
