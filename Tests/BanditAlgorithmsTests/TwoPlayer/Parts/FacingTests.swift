import BanditCards
import BanditComparators
import BanditGames
import BanditStreams
import Testing

@testable import BanditAlgorithms

/// Who faces whom.
struct FacingTests {
  private let problem = TwoPlayerProblem(CostMatrices(row: [[1, 0, 0.5], [0.25, 0.75, 0.5]]), horizon: 30)

  /// Names and parameters that `column` offers are those of the cards.
  @Test func opponentsAreThoseOfTheCards() {
    for entry in Opponents.all {
      let card = entry.type.card
      #expect(card.id == entry.id)
      #expect(card.parameters.map(\.name) == entry.parameters.map(\.description.name) + ["column"])
    }
    #expect(Opponents.all.count == 6)
  }

  /// Left out, the column player is a twin; named, it is made from its own settings; either way the same as if written out.
  @Test func columnPlayers() throws {
    func play(_ settings: Settings) throws -> [Double?] {
      let facing = try Facing<RegretMatching>(settings: settings, problem: problem)
      let account = playGame(CostMatrices(row: [[1, 0, 0.5], [0.25, 0.75, 0.5]]), problem, facing)
      return [account.measure(.exploitability, after: 30), account.measure(.columnPlay.at(1), after: 30)]
    }
    #expect(try play([:]) == play(["column": ["id": "regret-matching"]]))
    #expect(try play([:]) != play(["column": ["id": "hedge"]]))
    #expect(try play(["column": ["id": "hedge", "epsilon": 0.9]]) != play(["column": ["id": "hedge"]]))
    let written = try Facing(
      problem, row: RegretMatching(problem.row), column: TwoPlayerHedge(problem.column, epsilon: 0.9))
    let account = playGame(CostMatrices(row: [[1, 0, 0.5], [0.25, 0.75, 0.5]]), problem, written)
    #expect(try play(["column": ["id": "hedge", "epsilon": 0.9]])[0] == account.measure(.exploitability, after: 30))
  }

  private func refusal<P: Player & Configurable<PlayerProblem>>(_ type: P.Type, _ settings: Settings) -> String {
    do throws(InvalidSettings) {
      _ = try Facing<P>(settings: settings, problem: problem)
      return "accepted"
    } catch { return "\(error.path): \(error.message)" }
  }

  @Test func refusals() {
    let both = refusal(BestResponse.self, [:])
    #expect(both.hasPrefix("column: ") && both.contains("both players wait"))
    #expect(refusal(BestResponse.self, ["column": ["id": "best-response", "against": "past"]]) == "accepted")
    #expect(refusal(RegretMatching.self, ["column": ["id": "best-response"]]) == "accepted")
    // Two rows, three columns.
    let twin = refusal(FixedStrategy.self, ["strategy": [0.5, 0.5]])
    #expect(twin.hasPrefix("column: is left out") && twin.contains("3 actions"))
    let nested = refusal(RegretMatching.self, ["column": ["id": "fixed-strategy", "strategy": [0.5, 0.5]]])
    #expect(nested.hasPrefix("column.strategy: "))
    #expect(refusal(RegretMatching.self, ["column": ["id": "ucb1"]]).hasPrefix("column"))
    #expect(refusal(RegretMatching.self, ["column": ["id": "hedge", "epsilon": 2]]).hasPrefix("column"))
    let inner = refusal(RegretMatching.self, ["column": ["id": "loss-learner", "base": ["id": "exp3", "x": 1]]])
    #expect(inner.hasPrefix("column"))
  }

  /// The identity of zero-sum games, in every round of every pair of players of the catalogue, whatever is fed back.
  @Test(arguments: [PlayFeedback.expected, .sampled]) func exploitabilityIsTheSumOfRegrets(_ feedback: PlayFeedback)
    throws
  {
    var checked = 0
    var worst = 0.0
    for (number, costs) in randomGames(9, seed: 40).enumerated() {
      let problem = TwoPlayerProblem(costs, horizon: 25, feedback: feedback)
      for row in Opponents.all {
        for column in Opponents.all where !(row.id == "best-response" && column.id == "best-response") {
          let player = Anyone(try row.type.init(settings: [:], problem: problem.row))
          let facing = try Facing(
            problem, row: player, column: try column.type.init(settings: [:], problem: problem.column))
          _ = playGame(costs, problem, facing, seed: UInt64(number + 1)) { _, account, round in
            let sum =
              account.entry(for: .external, group: "", after: round).regret
              + account.entry(for: .columnExternal, group: "", after: round).regret
            let found = account.measure(.exploitability, after: round) ?? .nan
            let error = abs(found - sum / Double(round))
            #expect(error < 1e-9)
            worst = max(worst, error)
            checked += 1
          }
        }
      }
    }
    #expect(checked == 9 * 35 * 25)
    #expect(worst < 1e-12)
  }
}
