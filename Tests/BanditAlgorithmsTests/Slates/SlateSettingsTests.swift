import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct SlateSettingsTests {
  private let problem = SlateProblem(itemCount: 5, slateSize: 2, horizon: 10)

  @Test(
    arguments: [
      MNLThompson.self, SlateBeta.self, SlateLaplace.self, SlateRandom.self,
    ] as [any Configurable<SlateProblem>.Type])
  func wrongSettingsAreRefused(type: any Configurable<SlateProblem>.Type) {
    #expect(
      flaws(of: type.card) { settings throws(InvalidSettings) in
        _ = try type.init(settings: settings, problem: problem)
      } == [])
  }

  @Test func wrongArgumentsAreRefused() {
    #expect { try SlateLaplace(problem, precision: 0) } throws: { ($0 as? InvalidSettings)?.path == "precision" }
    #expect { try SlateLaplace(problem, precision: .nan) } throws: { ($0 as? InvalidSettings)?.path == "precision" }
  }
}
