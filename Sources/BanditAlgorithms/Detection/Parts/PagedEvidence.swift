import BanditNumerics

/// The evidence of R-BOCPD for a change at every observation since the restart, computed only where there may be an
/// alarm.
///
/// Changes are kept in *pages* of 64 successive ones, and pages in a tree. A page is awake or asleep. One that is awake
/// is brought up to date with every observation, by the same sums in the same order as if there were no pages. What is
/// asleep is known to raise no alarm for a while, and may catch up when it wakes. A branch of the tree falls asleep
/// at once, by a bound:
///
/// With b the counts of the symbols before a change, C those of all n observations and F(v) the logarithm of the
/// weight W of a segment with counts v, the evidence is F(b) + F(C - b) - F(C). There
///
///     F(v) = sum_i v_i ln(v_i / |v|) + ln (O-1)! + sum_i h(v_i) - H(|v|),
///     h(v) = ln v! - v ln v + v,   H(m) = ln (m + O - 1)! - m ln m + m,
///
/// h and H increase, and for any law p the first sum is at most
/// `sum_i v_i ln p_i + sum_i (v_i - |v| p_i)^2 / (|v| p_i)`. With p close to the frequencies before the middle of the
/// branch, and after it, what is left to bound is how far b strays from a straight line within the branch. Branches that
/// are a fraction of their distance to either end of the stream long can be told to sleep.
///
/// From then on an observation adds to the evidence of a change k observations ago ln (n + O) / (k + O) at most.
///
/// Memory: two words and a share of O of them per observation. See `RBOCPDDetector` for what is computed.
struct PagedEvidence: Sendable {
  /// How many changes there are in a page.
  static let pageSize = 64
  /// What the bound leaves to rounding; its terms are of the order of n.
  private static let slack = 1e-3

  private let symbolCount: Int
  /// ln (O - 1)!.
  private let logFactorial: Double

  // For each observation.
  private var symbols: [Int32] = []
  /// How often its symbol had occurred before.
  private var ranks: [Int32] = []
  /// The evidence of the change after as many observations; that after none is of no use.
  private var evidence: [Double] = []
  /// ln W(1:n).
  private var logWeight = 0.0

  // For each page that is full.
  /// The observations that its evidence is of.
  private var ends: [Int] = []
  /// The counts where it begins, in rows; one row more, for the page that is being filled.
  private var rows: [Int32]
  /// Those that are awake, in order.
  private var awake: [Int] = []
  /// The observations that the evidence of the page that is being filled is of.
  private var latestEnd = 0

  // For each branch, in post-order: the right child of a branch comes just before it.
  /// The number of observations at which it is looked at again.
  private var wakes: [Int] = []
  /// The number of observations at which its bound is tried again.
  private var trials: [Int] = []
  /// The terms of its bound that do not change.
  private var constants: [Double] = []
  /// Rows of the logarithms of the frequencies before its middle; 0 for symbols that had not occurred.
  private var logFrequencies: [Double] = []
  /// Rows of how far the counts stray from a straight line.
  private var strays: [Double] = []

  /// Creates what has seen nothing.
  init(symbolCount: Int) {
    self.symbolCount = symbolCount
    rows = Array(repeating: 0, count: symbolCount)
    var sum = CompensatedSum()
    for factor in 1..<symbolCount { sum.add(.log(Double(factor))) }
    logFactorial = sum.value
  }

  /// How many observations there were.
  var observations: Int { symbols.count }

  /// The changes after so many observations that are up to date, in order.
  var upToDate: some Sequence<Int> {
    (awake + [ends.count]).lazy.flatMap {
      max(1, $0 * Self.pageSize)..<max(1, min(($0 + 1) * Self.pageSize, observations))
    }
  }

  /// The evidence of a change that is up to date.
  subscript(earlier: Int) -> Double { evidence[earlier] }

  /// Forgets everything; the memory is kept.
  mutating func restart() {
    symbols.removeAll(keepingCapacity: true)
    ranks.removeAll(keepingCapacity: true)
    evidence.removeAll(keepingCapacity: true)
    logWeight = 0
    ends.removeAll(keepingCapacity: true)
    rows.removeLast(rows.count - symbolCount)
    awake.removeAll(keepingCapacity: true)
    latestEnd = 0
    wakes.removeAll(keepingCapacity: true)
    trials.removeAll(keepingCapacity: true)
    constants.removeAll(keepingCapacity: true)
    logFrequencies.removeAll(keepingCapacity: true)
    strays.removeAll(keepingCapacity: true)
  }

  /// Updates with an observation.
  ///
  /// - Parameters:
  ///   - counts: how often each symbol occurred, with this observation.
  ///   - logarithms: reach n + O.
  /// - Returns: the highest evidence among the changes that may raise an alarm.
  mutating func observe(_ symbol: Int, counts: [Int], hazard: ChangeHazard, _ logarithms: IntegerLogarithms) -> Double {
    let rank = counts[symbol] - 1
    logWeight += logarithms[rank + 1] - logarithms[observations + symbolCount]
    symbols.append(Int32(symbol))
    ranks.append(Int32(rank))
    evidence.append(0)
    awake.removeAll(keepingCapacity: true)
    var highest = -Double.infinity
    if !ends.isEmpty {
      let look = Look(counts: counts, ceiling: hazard.ceiling(of: observations, logarithms), logarithms: logarithms)
      var (page, branch) = (0, -1)
      for level in stride(from: Int.bitWidth - ends.count.leadingZeroBitCount - 1, through: 0, by: -1)
      where ends.count & (1 << level) != 0 {
        branch += (2 << level) - 1
        visit(branch, level, page, look, &highest)
        page += 1 << level
      }
    }
    highest = max(highest, catchUp(ends.count, from: latestEnd, logarithms))
    latestEnd = observations
    if observations % Self.pageSize == 0 { closePage(counts, logarithms) }
    return highest
  }

  /// The evidence of any change, up to date.
  ///
  /// - Complexity: O(n).
  func evidence(ofChangeAfter earlier: Int, _ logarithms: IntegerLogarithms) -> Double {
    var copy = self
    let page = earlier / Self.pageSize
    _ = copy.catchUp(page, from: page < ends.count ? ends[page] : latestEnd, logarithms)
    return copy.evidence[earlier]
  }

  // MARK: - Pages

  /// Brings the evidence of a page up to date and returns the highest.
  private mutating func catchUp(_ page: Int, from end: Int, _ logarithms: IntegerLogarithms) -> Double {
    let first = page * Self.pageSize
    let (base, symbolCount, observations) = (page * symbolCount, symbolCount, observations)
    var highest = -Double.infinity
    evidence.withUnsafeMutableBufferPointer { evidence in
      symbols.withUnsafeBufferPointer { symbols in
        logarithms.withTable { logarithms in
          for observation in end..<observations {
            let symbol = symbols[observation]
            let rank = Int(ranks[observation])
            let ofOldest = logarithms[rank + 1] - logarithms[observation + symbolCount]
            // One more than how often the symbol occurred from the change on, without this observation.
            var count = rank - Int(rows[base + Int(symbol)]) + 1
            let last = min(first + Self.pageSize - 1, observation)
            var start = first
            if start == 0 {
              if symbols[0] == symbol { count -= 1 }
              start = 1
            }
            highest = -Double.infinity
            guard start <= last else { continue }
            for earlier in start...last {
              let ofCandidate = logarithms[count] - logarithms[observation - earlier + symbolCount]
              let value = evidence[earlier] + (ofCandidate - ofOldest)
              evidence[earlier] = value
              if value > highest { highest = value }
              if symbols[earlier] == symbol { count -= 1 }
            }
          }
        }
      }
    }
    return highest
  }

  /// What is the same for all branches at an observation.
  private struct Look {
    let counts: [Int]
    /// What ln eta is at most, from now on.
    let ceiling: Double
    let logarithms: IntegerLogarithms
  }

  /// Looks at a branch unless it is asleep, and brings its pages up to date that are awake.
  private mutating func visit(_ branch: Int, _ level: Int, _ page: Int, _ look: Look, _ highest: inout Double) {
    let now = observations
    guard wakes[branch] <= now else { return }
    if trials[branch] <= now {
      let sleep = sleep(branch, level, page, look)
      if sleep > 0 {
        wakes[branch] = now + sleep + 1
        return
      }
      trials[branch] = now + 1 + (now - page * Self.pageSize) / 8
    }
    guard level > 0 else {
      highest = max(highest, catchUp(page, from: ends[page], look.logarithms))
      ends[page] = now
      awake.append(page)
      wakes[branch] = now + 1
      return
    }
    let (left, right) = (branch - (1 << level), branch - 1)
    visit(left, level - 1, page, look, &highest)
    visit(right, level - 1, page + 1 << (level - 1), look, &highest)
    wakes[branch] = min(wakes[left], wakes[right])
  }

  // MARK: - Bounds

  /// How many more observations none of the changes of a branch can raise an alarm; 0 if it is not known that none
  /// does now.
  private func sleep(_ branch: Int, _ level: Int, _ page: Int, _ look: Look) -> Int {
    let (begin, size) = (page * Self.pageSize, Self.pageSize << level)
    // For the first changes the deviation from a frequency would be divided by next to nothing.
    guard begin > 0 else { return 0 }
    let half = Double(size) / 2
    let after = Double(observations - begin) - half
    let fewest = observations - begin - size + 1
    let kinds = look.counts.reduce(0) { $1 > 0 ? $0 + 1 : $0 }
    let denominator = after + 0.5 * Double(kinds)
    let (base, first, last) = (branch * symbolCount, page * symbolCount, (page + 1 << level) * symbolCount)
    var (line, drift, spread, deviation, factorials) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for symbol in 0..<symbolCount where look.counts[symbol] > 0 {
      let count = Double(look.counts[symbol])
      let (low, high) = (Double(rows[first + symbol]), Double(rows[last + symbol]))
      let (middle, slope, stray) = ((low + high) / 2, (high - low) / Double(size), strays[base + symbol])
      let frequency = (count - middle + 0.5) / denominator
      let logFrequency = Double.log(frequency)
      let gap = logFrequencies[base + symbol] - logFrequency
      line += (count - middle) * logFrequency
      drift += slope * gap
      spread += stray * abs(gap)
      let distance = abs(count - middle - after * frequency) + half * abs(slope - frequency) + stray
      deviation += distance * distance / frequency
      factorials += Self.h(look.counts[symbol] - Int(low), look.logarithms)
    }
    let bound =
      constants[branch] + line + half * abs(drift) + spread + deviation / Double(fewest) + factorials + logFactorial
      - lowerH(fewest, look.logarithms) - logWeight
    let room = -(bound + look.ceiling) - Self.slack
    let gain = look.logarithms[observations + symbolCount] - look.logarithms[fewest + symbolCount]
    return room >= gain ? Int(min(room / gain, 1e9)) : 0
  }

  /// Ends the page that is being filled and adds the branches that are complete with it.
  private mutating func closePage(_ counts: [Int], _ logarithms: IntegerLogarithms) {
    for count in counts { rows.append(Int32(count)) }
    awake.append(ends.count)
    ends.append(observations)
    var level = 0
    while ends.count.isMultiple(of: 1 << level) {
      addBranch(level, ends.count - 1 << level, logarithms)
      level += 1
    }
  }

  private mutating func addBranch(_ level: Int, _ page: Int, _ logarithms: IntegerLogarithms) {
    let (begin, size) = (page * Self.pageSize, Self.pageSize << level)
    let (first, last, base) = (page * symbolCount, (page + 1 << level) * symbolCount, strays.count)
    strays.append(contentsOf: repeatElement(0, count: symbolCount))
    logFrequencies.append(contentsOf: repeatElement(0, count: symbolCount))
    // A count is farthest above its line just after an occurrence of the symbol, and farthest below just before one.
    var counts = rows[first..<(first + symbolCount)].map(Double.init)
    for place in 0..<size {
      let symbol = Int(symbols[begin + place])
      let (low, high) = (Double(rows[first + symbol]), Double(rows[last + symbol]))
      let slope = (high - low) / Double(size)
      let above = counts[symbol] - low - Double(place) * slope
      counts[symbol] += 1
      strays[base + symbol] = max(strays[base + symbol], -above, above + 1 - slope)
    }
    let (half, middleOfAll) = (Double(size) / 2, Double(begin) + Double(size) / 2)
    let kinds = (0..<symbolCount).reduce(0) { rows[last + $1] > 0 ? $0 + 1 : $0 }
    var (constant, deviation) = (logFactorial - lowerH(begin, logarithms), 0.0)
    for symbol in 0..<symbolCount where rows[last + symbol] > 0 {
      let (low, high) = (Double(rows[first + symbol]), Double(rows[last + symbol]))
      let (middle, slope) = ((low + high) / 2, (high - low) / Double(size))
      let frequency = (middle + 0.5) / (middleOfAll + 0.5 * Double(kinds))
      let logFrequency = Double.log(frequency)
      logFrequencies[base + symbol] = logFrequency
      let distance = abs(middle - middleOfAll * frequency) + half * abs(slope - frequency) + strays[base + symbol]
      deviation += distance * distance / frequency
      constant += middle * logFrequency + Self.h(Int(rows[last + symbol]), logarithms)
    }
    constants.append(constant + deviation / Double(max(1, begin)))
    wakes.append(observations + 1)
    trials.append(begin == 0 ? .max : observations + size / 2)
  }

  /// ln v! - v ln v + v, from above, by Stirling's formula.
  private static func h(_ count: Int, _ logarithms: IntegerLogarithms) -> Double {
    count == 0 ? 0 : 0.5 * (logarithms[count] + logOfTwoPi) + 1 / (12 * Double(count))
  }

  /// ln (m + O - 1)! - m ln m + m, from below, by Stirling's formula.
  private func lowerH(_ total: Int, _ logarithms: IntegerLogarithms) -> Double {
    let sum = total + symbolCount - 1
    let logarithm = logarithms[sum]
    let ofTotal = total == 0 ? 0 : Double(total) * logarithms[total]
    return Double(sum) * logarithm - Double(symbolCount - 1) + 0.5 * (logarithm + Self.logOfTwoPi) - ofTotal
  }

  private static let logOfTwoPi = Double.log(2 * .pi)

  // MARK: - Memory

  /// The memory after some observations, in bytes, at most; lists have room for twice as many.
  static func byteCount(observations: Int, symbolCount: Int) -> Int {
    let pages = observations / pageSize + 1
    return 2 * (observations * 16 + pages * (8 + 4 * symbolCount) + 2 * pages * (24 + 16 * symbolCount))
  }
}
