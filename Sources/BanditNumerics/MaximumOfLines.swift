/// h(a, b) = E[max_i (a_i + b_i Z)] - max_i a_i, Z standard normal: exactly, by the upper envelope of the lines (P. I.
/// Frazier, W. B. Powell and S. Dayanik, The knowledge-gradient policy for correlated normal beliefs, INFORMS Journal
/// on Computing 21, 2009, algorithms 1 and 2).
package struct MaximumOfLines: Sendable {
  private struct Line: Sendable {
    let slope: Double
    let height: Double
    /// Where it rises above the line before it.
    var cut = -Double.infinity
  }

  private var lines: [Line] = []
  private var envelope: [Line] = []

  /// Room for some lines, which is used again.
  package init(capacity: Int = 0) {
    lines.reserveCapacity(capacity)
    envelope.reserveCapacity(capacity)
  }

  /// h of lines that are given one after the other.
  ///
  /// - Complexity: O(n log n).
  package mutating func gain(_ count: Int, line: (_ place: Int) -> (height: Double, slope: Double)) -> Double {
    lines.removeAll(keepingCapacity: true)
    for place in 0..<count {
      let (height, slope) = line(place)
      lines.append(Line(slope: slope, height: height))
    }
    lines.sort { $0.slope < $1.slope || $0.slope == $1.slope && $0.height < $1.height }
    envelope.removeAll(keepingCapacity: true)
    for var line in lines {
      // Of parallel lines the highest comes last.
      if let top = envelope.last, top.slope == line.slope { envelope.removeLast() }
      line.cut = -.infinity
      while let top = envelope.last {
        let cut = (top.height - line.height) / (line.slope - top.slope)
        if envelope.count > 1 && cut <= top.cut {
          envelope.removeLast()
        } else {
          line.cut = cut
          break
        }
      }
      envelope.append(line)
    }
    var sum = 0.0
    for place in 1..<max(1, envelope.count) {
      sum += (envelope[place].slope - envelope[place - 1].slope) * NormalExcess.mean(-abs(envelope[place].cut))
    }
    return sum
  }
}
