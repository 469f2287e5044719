import BanditGames

/// Individuals on whom the rules of a class differ.
enum SeparatingContexts {
  /// How many points a side of the unit square is searched at.
  private static let side = 20

  /// Individuals such that any two rules that can be told apart decide differently about one of them: chosen one by one,
  /// each the one that leaves the fewest pairs of rules that still look alike, the first on ties.
  ///
  /// Where contexts are not finite in number they are looked for on a grid of 400 points.
  ///
  /// - Complexity: O(candidates * N) for each individual found.
  static func individuals(for problem: OneSidedProblem) -> [Individual] {
    let step = 1 / Double(side)
    let candidates =
      problem.contexts
      ?? (0..<side * side).map {
        Individual(x: (Double($0 / side) + 0.5) * step, y: (Double($0 % side) + 0.5) * step)
      }
    let decisions = candidates.map { candidate in
      (0..<problem.rules.count).map { problem.rules.accepts(candidate, by: $0) }
    }
    // The class of each rule: rules of one class have agreed on everybody so far.
    var split = Split(classes: Array(repeating: 0, count: problem.rules.count), sizes: [problem.rules.count])
    var chosen: [Individual] = []
    while split.sizes.count < problem.rules.count {
      var best: (candidate: Int, alike: Int)?
      for candidate in candidates.indices {
        let alike = split.refined(by: decisions[candidate]).alike
        if alike < best?.alike ?? split.alike { best = (candidate, alike) }
      }
      guard let best else { break }
      split = split.refined(by: decisions[best.candidate])
      chosen.append(candidates[best.candidate])
    }
    // Of rules that nobody tells apart there is nothing to learn, but noise needs somebody to fall on.
    return chosen.isEmpty ? [candidates[0]] : chosen
  }

  /// Rules in classes of those that look alike.
  private struct Split {
    var classes: [Int]
    var sizes: [Int]

    /// How many ordered pairs look alike.
    var alike: Int { sizes.reduce(0) { $0 + $1 * $1 } }

    /// Splits the classes by a decision of each rule, and numbers them anew.
    func refined(by decisions: [Bool]) -> Split {
      var numbers = Array(repeating: -1, count: 2 * sizes.count)
      var refined = Split(classes: classes, sizes: [])
      for (rule, old) in classes.enumerated() {
        let place = 2 * old + (decisions[rule] ? 1 : 0)
        if numbers[place] < 0 {
          numbers[place] = refined.sizes.count
          refined.sizes.append(0)
        }
        refined.classes[rule] = numbers[place]
        refined.sizes[numbers[place]] += 1
      }
      return refined
    }
  }
}
