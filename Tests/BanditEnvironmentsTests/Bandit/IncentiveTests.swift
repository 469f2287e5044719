import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import Testing

struct IncentiveTests {
  private func instances(_ priors: [ArmPrior], _ count: Int) throws -> [BernoulliBandit] {
    let model = try IncentiveModel(priors: priors, horizon: 10)
    return (0..<count).map { replication in
      var stream = RandomStream(key: StreamKey(seed: 3).child(index: replication))
      return model.instance(of: replication, from: &stream)
    }
  }

  /// Means are drawn from the priors, independently; a known one stays.
  @Test func meansAreDrawn() throws {
    let arms = try instances([.beta(a: 6, b: 2), .beta(a: 2, b: 3)], 3000).map(\.means)
    var sums = [0.0, 0, 0]
    var squares = [0.0, 0]
    for means in arms {
      let (first, second): (Double, Double) = (means[0] - 0.75, means[1] - 0.4)
      sums[0] += first / 3000
      sums[1] += second / 3000
      sums[2] += first * second / 3000
      squares[0] += first * first / 3000
      squares[1] += second * second / 3000
    }
    // Variances a b / ((a + b)^2 (a + b + 1)).
    let variances: [Double] = [12.0 / 64 / 9, 6.0 / 25 / 6]
    for arm in 0..<2 {
      #expect(abs(sums[arm]) < 5 * (variances[arm] / 3000).squareRoot())
      #expect(abs(squares[arm] - variances[arm]) < 0.15 * variances[arm])
    }
    #expect(abs(sums[2]) < 5 * (variances[0] * variances[1] / 3000).squareRoot())
    let known = try instances([.known(0.7), .beta(a: 1, b: 1)], 5).map(\.means)
    #expect(known.allSatisfy { $0[0] == 0.7 } && Set(known.map { $0[1] }).count == 5)
  }

  @Test func whatIsKnown() throws {
    let model = try IncentiveModel(priors: [.beta(a: 2, b: 1), .known(0.5)], horizon: 10)
    #expect(model.problem.priors == [.beta(a: 2, b: 1), .known(0.5)] && model.problem.armCount == 2)
    #expect(
      model.facts == [
        "prior means differ by 0.166667: greedy agents never pull arm 1 with at least this probability",
        "arm 1 may look better after 2 pulls of arm 0",
      ])
    #expect(try IncentiveModel(priors: [.known(0.5), .beta(a: 1, b: 1)], horizon: 1).facts.count == 1)
    let read = try IncentiveModel(
      settings: ["priors": [["law": "beta", "a": 2], ["law": "point", "value": 0.5]]], horizon: 10)
    #expect(read.problem == model.problem)
  }

  @Test func mistakesAreNamed() {
    func refusal(_ priors: [ArmPrior]) -> String {
      do throws(InvalidSettings) {
        _ = try IncentiveModel(priors: priors, horizon: 10)
        return "accepted"
      } catch {
        return "\(error.path): \(error.message)"
      }
    }
    #expect(
      refusal([.known(0.4), .known(0.5)]) == "priors: the prior means are 0.4 and 0.5; accepted: the higher one first")
    #expect(refusal([.known(0.4)]).hasPrefix("priors"))
    #expect(refusal([.known(1.4), .known(0.4)]).hasPrefix("priors"))
    #expect(refusal([.beta(a: 0, b: 1), .known(0)]).hasPrefix("priors"))
    #expect(refusal([.known(0.5), .known(0.5)]) == "accepted")
    #expect(wrongSettingsThatPass(IncentiveModel.self, valid: IncentiveModel.card.example) == [])
  }
}
