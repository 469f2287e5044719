/// "Did you mean": the known name that a misspelt one is closest to.
package enum NearestName {
  /// The nearest of some names, if it is near enough to be a typing error: at most one edit per
  /// three letters.
  static func nearest(to name: String, among names: [String]) -> String? {
    // No name of a hundred letters is misspelt; the distance takes quadratic time.
    guard !name.isEmpty, name.utf8.count <= 100 else { return nil }
    let candidates = names.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
    guard let best = candidates.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= max(1, max(name.count, best.name.count) / 3) ? best.name : nil
  }

  /// `; did you mean "x"?`, or nothing.
  package static func hint(for name: String, among names: [String]) -> String {
    nearest(to: name, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// The Damerau-Levenshtein distance in its restricted form (optimal string alignment): insertions,
  /// deletions, substitutions and swaps of neighbours.
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left.unicodeScalars)
    let b = Array(right.unicodeScalars)
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
