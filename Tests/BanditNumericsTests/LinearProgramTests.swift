import BanditNumerics
import Foundation
import Testing

/// A programme of Tests/Reference/linear_programs.json with SciPy's answer.
struct ReferenceProgramme: Decodable, Sendable {
  struct Row: Decodable, Sendable {
    let coefficients: [Double]
    let relation: LinearProgram.Relation
    let bound: Double

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      coefficients = try list.decode([Double].self)
      relation =
        switch try list.decode(String.self) {
        case "atMost": .atMost
        case "atLeast": .atLeast
        default: .exactly
        }
      bound = try list.decode(Double.self)
    }
  }

  struct File: Decodable { let programmes: [ReferenceProgramme] }

  let objective: [Double]
  let rows: [Row]
  let status: String
  let value: Double?

  static let all: [ReferenceProgramme] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = tests.appendingPathComponent("Reference/linear_programs.json")
    return try! JSONDecoder().decode(File.self, from: Data(contentsOf: file)).programmes
  }()
}

struct LinearProgramTests {
  private func dot(_ left: [Double], _ right: [Double]) -> Double { zip(left, right).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The same end as SciPy's, the same optimum; and a proof of it: x is feasible, prices have the right signs, cost no
  /// more than they bring, and add up to the same value.
  @Test func agreesWithAnotherSolver() {
    var ends: [String: Int] = [:]
    for (number, reference) in ReferenceProgramme.all.enumerated() {
      var programme = LinearProgram(maximizing: reference.objective)
      for row in reference.rows { programme.require(row.coefficients, row.relation, row.bound) }
      let outcome = programme.solve()
      ends[reference.status, default: 0] += 1
      switch outcome {
      case .infeasible: #expect(reference.status == "infeasible", "programme \(number)")
      case .unbounded: #expect(reference.status == "unbounded", "programme \(number)")
      case .undecided: Issue.record("programme \(number) is undecided")
      case .optimal(let solution):
        let value = reference.value ?? .nan
        #expect(abs(solution.value - value) < 1e-8 * (1 + abs(value)), "programme \(number)")
        #expect(abs(dot(reference.objective, solution.variables) - solution.value) < 1e-9)
        #expect(solution.variables.allSatisfy { $0 >= 0 })
        for (row, price) in zip(reference.rows, solution.prices) {
          let left = dot(row.coefficients, solution.variables)
          switch row.relation {
          case .atMost: #expect(left <= row.bound + 1e-8 && price >= -1e-9, "programme \(number)")
          case .atLeast: #expect(left >= row.bound - 1e-8 && price <= 1e-9, "programme \(number)")
          case .exactly: #expect(abs(left - row.bound) < 1e-8, "programme \(number)")
          }
        }
        for column in reference.objective.indices {
          let cost = dot(reference.rows.map { $0.coefficients[column] }, solution.prices)
          #expect(cost >= reference.objective[column] - 1e-8, "programme \(number)")
        }
        #expect(abs(dot(reference.rows.map(\.bound), solution.prices) - solution.value) < 1e-8, "programme \(number)")
      }
    }
    #expect(ends.count == 3 && ends.values.allSatisfy { $0 >= 10 })
  }

  /// Rock, paper, scissors with a stake of 1 on paper: the value of a matrix game and both players' mixtures.
  @Test func solvesAMatrixGame() throws {
    let payoffs = [[0.0, -1, 1], [1, 0, -2], [-1, 2, 0]]
    // Maximise v = x_3 - x_4 so that every column pays at least v to the mixture x_0, x_1, x_2.
    var programme = LinearProgram(maximizing: [0, 0, 0, 1, -1])
    for column in 0..<3 { programme.require(payoffs.map { $0[column] } + [-1, 1], .atLeast, 0) }
    programme.require([1, 1, 1, 0, 0], .exactly, 1)
    guard case .optimal(let solution) = programme.solve() else {
      Issue.record("no optimum")
      return
    }
    #expect(abs(solution.value) < 1e-12)
    #expect(zip(solution.variables, [0.5, 0.25, 0.25]).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(zip(solution.prices.prefix(3), [-0.5, -0.25, -0.25]).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  /// Beale's example, on which the simplex method with the largest gain can cycle for ever.
  @Test func doesNotCycle() {
    var programme = LinearProgram(maximizing: [0.75, -150, 0.02, -6])
    programme.require([0.25, -60, -0.04, 9], .atMost, 0)
    programme.require([0.5, -90, -0.02, 3], .atMost, 0)
    programme.require([0, 0, 1, 0], .atMost, 1)
    guard case .optimal(let solution) = programme.solve() else {
      Issue.record("no optimum")
      return
    }
    #expect(abs(solution.value - 0.05) < 1e-12)
  }

  @Test func emptyProgrammes() {
    guard case .optimal(let idle) = LinearProgram(maximizing: [-1, 0]).solve() else {
      Issue.record("no optimum")
      return
    }
    #expect(idle.value == 0 && idle.variables == [0, 0] && idle.prices == [])
    #expect(LinearProgram(maximizing: [1]).solve() == .unbounded)
    var impossible = LinearProgram(maximizing: [])
    impossible.require([], .atLeast, 1)
    #expect(impossible.solve() == .infeasible)
  }
}
