/// The best fixed target returns, one for each channel, without budgets: what is lost by steering channels by their
/// returns alone.
///
/// Exact where every channel has the same auctions in every period: a channel spends nothing or at least the whole of
/// its best auctions, so that each set of channels that spend is tried. Else the best combination of a grid of
/// targets, under expected spend and expected value: an approximation from below.
public struct TargetOptimum: Hashable, Sendable {
  /// The expected value of a period.
  public let value: Double
  /// The target return of each channel.
  public let targets: [Double]
  /// Whether the value is exact.
  public let isExact: Bool

  /// The most channels with fixed auctions.
  public static let fixedChannelLimit = 15
  /// The most channels whose auctions change.
  public static let randomChannelLimit = 4
  /// How many auctions are looked at in all sets of channels at most, and how many support points in all grids.
  private static let workLimit = 500_000_000
  /// How many targets each of one, two, ... channels may have, for a million combinations at most.
  private static let gridSizes = [1000, 1000, 100, 31]

  /// No channel spends under it.
  private static let closed = Double.greatestFiniteMagnitude

  /// Solves for the targets; `nil` with too many channels, or more than about 15000 auctions of the most channels.
  ///
  /// - Complexity: O(2^M N) for M channels with fixed auctions, N in all; up to 10^6 combinations else.
  public init?(laws: [ChannelLaw], budget: Double, targetReturn: Double) {
    if laws.allSatisfy(\.isDeterministic) {
      let auctionCount = laws.reduce(0) { $0 + $1.points[0].auctions.count }
      guard laws.count <= TargetOptimum.fixedChannelLimit,
        auctionCount << laws.count <= TargetOptimum.workLimit
      else { return nil }
      self.init(fixed: laws.map { $0.points[0] }, budget: budget, targetReturn: targetReturn)
    } else {
      guard laws.count <= TargetOptimum.randomChannelLimit else { return nil }
      self.init(random: laws, budget: budget, targetReturn: targetReturn)
    }
  }

  private init(fixed channels: [Procurement], budget: Double, targetReturn: Double) {
    // Whatever a channel has for nothing pays for part of the best auctions, so that any spend can be reached.
    let entries = channels.map { $0.freeValue > 0 || $0.topCost.isInfinite ? 0 : $0.topCost }
    let segments = Spending.sorted(
      channels.enumerated().flatMap { number, channel in
        channel.segments.map { Spending.Segment(slope: $0.slope, length: $0.length, channel: number) }
      })
    let free = channels.reduce(0) { $0 + $1.freeValue }
    var best = Spending(value: free, spends: channels.map { _ in 0 })
    for set in 1..<(1 << channels.count) {
      let isOpen = { (channel: Int) in set >> channel & 1 == 1 }
      let spends = entries.indices.map { isOpen($0) ? entries[$0] : 0 }
      guard spends.reduce(0, +) <= budget else { continue }
      let value = channels.indices.reduce(0) { $0 + channels[$1].value(of: spends[$1]) }
      var plan = Spending(value: value, spends: spends)
      var skipped = spends
      let rest = segments.compactMap { segment -> Spending.Segment? in
        guard isOpen(segment.channel) else { return nil }
        let taken = min(skipped[segment.channel], segment.length)
        skipped[segment.channel] -= taken
        return taken < segment.length * (1 - 1e-12)
          ? Spending.Segment(slope: segment.slope, length: segment.length - taken, channel: segment.channel) : nil
      }
      plan.buy(rest, budget: budget, targetReturn: targetReturn)
      if plan.value >= targetReturn * plan.spend * (1 - 1e-12), plan.value > best.value { best = plan }
    }
    value = best.value
    targets = channels.indices.map { channel in
      let spend = best.spends[channel]
      if spend == 0 { return TargetOptimum.closed }
      // A target of the best ratio itself is met by the best auctions and nothing else.
      let average = channels[channel].value(of: spend) / spend
      return channels[channel].freeValue > 0 ? average : min(average, channels[channel].topRatio)
    }
    isExact = true
  }

  private init(random laws: [ChannelLaw], budget: Double, targetReturn: Double) {
    let pointCount = laws.reduce(0) { $0 + $1.points.count }
    let size = max(
      10,
      min(
        TargetOptimum.gridSizes[laws.count - 1],
        TargetOptimum.workLimit / 20 / pointCount))
    let grids = laws.map { law -> [(target: Double, value: Double, spend: Double)] in
      let all = Set(law.points.flatMap(\.averageReturns)).sorted(by: >)
      let kept = all.count + 2 <= size ? all : (0..<(size - 2)).map { all[$0 * (all.count - 1) / max(1, size - 3)] }
      return ([TargetOptimum.closed] + kept + [0]).map { target in
        let lever = ChannelLever(targetReturn: target)
        return (target, law.meanValue(under: lever), law.meanSpend(under: lever))
      }
    }
    var places = Array(repeating: 0, count: laws.count)
    var bestPlaces = places
    var bestValue = -Double.infinity
    search: while true {
      var value = 0.0
      var spend = 0.0
      for channel in places.indices {
        value += grids[channel][places[channel]].value
        spend += grids[channel][places[channel]].spend
      }
      if value > bestValue, spend <= budget * (1 + 1e-12), value >= targetReturn * spend * (1 - 1e-12) {
        bestValue = value
        bestPlaces = places
      }
      var channel = 0
      repeat {
        if channel == laws.count { break search }
        places[channel] = (places[channel] + 1) % grids[channel].count
        channel += 1
      } while places[channel - 1] == 0
    }
    value = bestValue
    targets = laws.indices.map { grids[$0][bestPlaces[$0]].target }
    isExact = false
  }

}
