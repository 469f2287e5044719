/// "Did you mean": the known names that a misspelt or shortened one may stand for.
package enum NearestName {
  /// The names that are meant, the likeliest first; at most three.
  ///
  /// One typing error decides; then a beginning, one edit per three letters, a beginning of a later word
  /// (`rate` of `learningRate`), and a name that goes on. Case, hyphens and underscores do not count.
  static func nearest(to name: String, among names: [String]) -> [String] {
    // No name of a hundred letters is misspelt; the distance takes quadratic time.
    let letters = letters(of: name)
    guard !letters.isEmpty, name.utf8.count <= 100 else { return [] }
    let candidates = names.map { known in
      (name: known, letters: self.letters(of: known), distance: distance(letters, self.letters(of: known)))
    }
    guard let best = candidates.min(by: { $0.distance < $1.distance }) else { return [] }
    if best.distance <= 1 { return [best.name] }
    func first(where isMeant: ([Unicode.Scalar], String) -> Bool) -> [String] {
      Array(candidates.filter { isMeant($0.letters, $0.name) }.map(\.name).prefix(3))
    }
    if letters.count >= 3 {
      let begun = first { known, _ in known.starts(with: letters) }
      if !begun.isEmpty { return begun }
    }
    if best.distance <= max(letters.count, best.letters.count) / 3 { return [best.name] }
    guard letters.count >= 3 else { return [] }
    let within = first { _, known in words(of: known).contains { self.letters(of: String($0)).starts(with: letters) } }
    if !within.isEmpty { return within }
    return first { known, _ in known.count >= 4 && letters.starts(with: known) }
  }

  /// All names that somebody may look for by a word: those that it begins, of which it is a part, that go by it elsewhere,
  /// and those that it may be a misspelling of. In this order, each once.
  package static func all(near word: String, among names: [String]) -> [String] {
    let letters = letters(of: word)
    guard letters.count >= 2, word.utf8.count <= 100 else { return [] }
    let known = names.map { (name: $0, letters: self.letters(of: $0)) }
    let begun = known.filter { $0.letters.starts(with: letters) }.map(\.name)
    let within = known.filter { contains($0.letters, letters) }.map(\.name)
    let aliases = self.aliases.filter { self.letters(of: $0.key) == letters }.flatMap(\.value)
    var seen: Set<String> = []
    return (begun + within + aliases.filter(names.contains) + nearest(to: word, among: names)).filter {
      seen.insert($0).inserted
    }
  }

  private static func contains(_ letters: [Unicode.Scalar], _ part: [Unicode.Scalar]) -> Bool {
    letters.indices.contains { letters[$0...].starts(with: part) }
  }

  /// What entries are called elsewhere.
  private static let aliases: [String: [String]] = [
    "random": ["uniform", "random-policy", "duels-uniform"], "ts": thompson, "thompson": thompson,
    "thompson-sampling": thompson, "posterior-sampling": ["psrl"] + thompson,
    "greedy": ["epsilon-greedy", "epsilon-greedy-regression", "fixed-arm"], "boltzmann": ["softmax"],
    "exploration-first": ["explore-then-commit"], "etc": ["explore-then-commit"],
    "ucb": ["ucb1", "ucb-tuned", "kl-ucb"],
    "oful": ["lin-ucb"], "linear-ucb": ["lin-ucb"], "linrel": ["lin-ucb"], "exponential-weights": ["hedge", "exp3"],
    "multiplicative-weights": ["hedge"], "expert-advice": ["exp4", "hedge"], "mirror-descent": ["batched-omd", "ftrl"],
    "follow-the-leader": ["ftrl", "ftpl"], "action-elimination": ["successive-elimination"],
    "python": ["external"], "command": ["external"], "program": ["external"], "coins": ["bernoulli"],
    "normal": ["gaussian"], "nonstationary": ["piecewise", "drifting"], "regret": ["pseudo", "realized", "external"],
  ]

  private static let thompson = [
    "thompson-beta", "thompson-gaussian", "lin-ts", "logistic-ts", "double-thompson", "r-bocpd-ts",
  ]

  /// `; did you mean "x"?`, `; did you mean "x", "y" or "z"?`, or nothing.
  package static func hint(for name: String, among names: [String]) -> String {
    let meant = nearest(to: name, among: names).map { "\"\($0)\"" }
    guard let last = meant.last else { return "" }
    let others = meant.dropLast().joined(separator: ", ")
    return "; did you mean \(others.isEmpty ? last : "\(others) or \(last)")?"
  }

  /// What tells names apart.
  private static func letters(of name: String) -> [Unicode.Scalar] {
    Array(name.lowercased().unicodeScalars.filter { !"-_. ".unicodeScalars.contains($0) })
  }

  /// A name from each of its later words on: `learningRate` from `Rate`, `epsilon-greedy` from `greedy`.
  private static func words(of name: String) -> [Substring] {
    zip(name.indices, name.indices.dropFirst()).compactMap { before, index in
      let begins = "-_. ".contains(name[before]) || (name[index].isUppercase && !name[before].isUppercase)
      return begins ? name[index...] : nil
    }
  }

  /// The Damerau-Levenshtein distance in its restricted form (optimal string alignment): insertions,
  /// deletions, substitutions and swaps of neighbours.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
