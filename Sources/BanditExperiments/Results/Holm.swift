/// Holm's step-down adjustment of p-values for several tests at once (Holm 1979).
package enum Holm {
  /// The adjusted p-values, in the order of the given ones.
  ///
  /// With m tests, the k-th smallest p-value becomes the largest of `min(1, (m - j + 1) p_j)` over
  /// `j <= k`. NaN stands for a test that was not made: it stays NaN and is not counted.
  package static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.filter { !pValues[$0].isNaN }.sorted { pValues[$0] < pValues[$1] }
    var adjusted = pValues
    var largest = 0.0
    for (place, index) in order.enumerated() {
      largest = max(largest, min(1, Double(order.count - place) * pValues[index]))
      adjusted[index] = largest
    }
    return adjusted
  }
}
