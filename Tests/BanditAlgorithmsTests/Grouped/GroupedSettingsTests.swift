import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct GroupedSettingsTests {
  private let problem = GroupedProblem(featureCount: 2, groupCount: 3, horizon: 10)

  @Test(
    arguments: [
      OnlineRidge.self, VovkAzouryWarmuth.self, Groupwise<OnlineRidge>.self, Groupwise<VovkAzouryWarmuth>.self,
    ] as [any Configurable<GroupedProblem>.Type])
  func wrongSettingsAreRefused(type: any Configurable<GroupedProblem>.Type) {
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        _ = try type.init(settings: settings, problem: problem)
      } == [])
  }

  @Test func wrongArgumentsAreRefused() {
    for lambda in [0, -1, 1e13, .nan] {
      #expect(throws: InvalidSettings.self) { try OnlineRidge(problem, lambda: lambda) }
      #expect(throws: InvalidSettings.self) { try VovkAzouryWarmuth(problem, lambda: lambda) }
    }
  }
}
