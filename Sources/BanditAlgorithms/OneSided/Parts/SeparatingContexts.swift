import BanditGames

/// Individuals on whom the rules of a class differ.
enum SeparatingContexts {
  /// How many points a side of the unit square is searched at.
  private static let side = 20

  /// Individuals such that any two rules that can be told apart decide differently about one of them: chosen one by one,
  /// each the one that splits the classes of still equal rules into the most, the first on ties.
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
    var classes = Array(repeating: 0, count: problem.rules.count)
    var classCount = 1
    var chosen: [Individual] = []
    while classCount < classes.count {
      var best: (candidate: Int, count: Int)?
      for candidate in candidates.indices {
        let count = refined(classes, classCount, by: decisions[candidate]).count
        if count > best?.count ?? classCount { best = (candidate, count) }
      }
      guard let best else { break }
      (classes, classCount) = refined(classes, classCount, by: decisions[best.candidate])
      chosen.append(candidates[best.candidate])
    }
    // Of rules that nobody tells apart there is nothing to learn, but noise needs somebody to fall on.
    return chosen.isEmpty ? [candidates[0]] : chosen
  }

  /// Splits classes by a decision of each rule, and numbers them anew.
  private static func refined(
    _ classes: [Int], _ classCount: Int, by decisions: [Bool]
  ) -> (classes: [Int], count: Int) {
    var numbers = Array(repeating: -1, count: 2 * classCount)
    var count = 0
    var refined = classes
    for (rule, old) in classes.enumerated() {
      let place = 2 * old + (decisions[rule] ? 1 : 0)
      if numbers[place] < 0 {
        numbers[place] = count
        count += 1
      }
      refined[rule] = numbers[place]
    }
    return (refined, count)
  }
}
