import BanditNumerics
import Foundation
import Testing

struct PackingProgrammeTests {
  private struct File: Decodable {
    struct Floor: Decodable {
      let consumptions: [[Double]]
      let rate: Double
      let floor: [Double]
      let least: Double
      let arm: Int
      let value: Double?
    }
    struct Programme: Decodable {
      let rewards: [Double]
      let consumptions: [[Double]]
      let rate: Double
      let value: Double
    }
    let programmes: [Programme]
    let floors: [Floor]
  }

  private func reference() throws -> File {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("Reference/knapsack_programmes.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file))
  }

  private func rows(_ consumptions: [[Double]]) -> (coefficients: [Double], count: Int) {
    (consumptions.flatMap { $0 } + consumptions[0].map { _ in 1 }, consumptions.count + 1)
  }

  private func bounds(_ rate: Double, _ count: Int) -> [Double] {
    Array(repeating: rate, count: count - 1) + [1]
  }

  /// 300 programmes against SciPy, feasible to the last digits.
  @Test func agreesWithAnotherSolver() throws {
    var count = 0
    for reference in try reference().programmes {
      let (coefficients, rowCount) = rows(reference.consumptions)
      var programme = PackingProgramme(variableCount: reference.rewards.count, rowCount: rowCount)
      let isSolved = programme.solve(
        maximizing: reference.rewards, coefficients: coefficients, bounds: bounds(reference.rate, rowCount))
      #expect(isSolved)
      #expect(abs(programme.value - reference.value) < 1e-9)
      #expect(isFeasible(programme, reference.consumptions, reference.rate))
      count += 1
    }
    #expect(count == 300)
  }

  private func isFeasible(_ programme: PackingProgramme, _ consumptions: [[Double]], _ rate: Double) -> Bool {
    let x = programme.variables
    return x.allSatisfy { $0 >= 0 } && x.reduce(0, +) <= 1 + 1e-12
      && consumptions.allSatisfy { zip($0, x).reduce(0) { $0 + $1.0 * $1.1 } <= rate + 1e-12 }
  }

  /// 300 programmes with a floor, some of which no x reaches; one tableau for all of a shape, so that nothing of one is left
  /// in the next.
  @Test func floors() throws {
    var kept: [[Int]: PackingProgramme] = [:]
    var infeasible = 0
    for (number, reference) in try reference().floors.enumerated() {
      let (coefficients, rowCount) = rows(reference.consumptions)
      let shape = [reference.floor.count, rowCount]
      var programme = kept[shape] ?? PackingProgramme(variableCount: shape[0], rowCount: rowCount)
      let isSolved = programme.solve(
        maximizing: reference.floor.indices.map { $0 == reference.arm ? 1 : 0 }, coefficients: coefficients,
        bounds: bounds(reference.rate, rowCount), floor: reference.floor, least: reference.least)
      #expect(isSolved == (reference.value != nil), "number \(number)")
      if let value = reference.value {
        #expect(abs(programme.value - value) < 1e-9, "number \(number)")
        #expect(isFeasible(programme, reference.consumptions, reference.rate))
        let earned = zip(reference.floor, programme.variables).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(earned >= reference.least - 1e-9)
      } else {
        infeasible += 1
        #expect(programme.variables.allSatisfy { $0 == 0 })
      }
      kept[shape] = programme
    }
    #expect(infeasible == 64)
  }

  @Test func unboundedAndEmpty() {
    var programme = PackingProgramme(variableCount: 2, rowCount: 1)
    let isBounded = programme.solve(maximizing: [1, 1], coefficients: [1, 0], bounds: [1])
    #expect(!isBounded)
    #expect(programme.value == 0 && programme.variables == [0, 0])
    let isSolved = programme.solve(maximizing: [-1, 0], coefficients: [1, 1], bounds: [0])
    #expect(isSolved)
    #expect(programme.value == 0)
  }
}
