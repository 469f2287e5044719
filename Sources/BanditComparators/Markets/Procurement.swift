/// How a channel buys in the auctions of one period, in the advertiser's best interest.
///
/// A channel with budget b and target return g solves
///
///     max v.x   subject to   d.x <= b,  v.x >= g d.x,  0 <= x <= 1,
///
/// the linear relaxation of a knapsack problem. Its solution is a prefix of the auctions in decreasing order of
/// value for money, with at most one bought in part: what is spent is min(b, s_g, sum d), with s_g the largest s
/// whose greedy value is at least g s. Prefix sums make an answer a bisection.
public struct Procurement: Hashable, Sendable {
  /// The auctions in the order given.
  public let auctions: [Auction]
  /// The places of the auctions in the order in which they are bought: free ones first, then by value for money,
  /// ties by index.
  private let order: [Int]
  private let freeCount: Int
  /// The cost and the value of the free auctions and the first k others, from k = 0.
  private let costs: [Double]
  private let values: [Double]
  /// Value for money of the others.
  private let ratios: [Double]

  /// Sorts the auctions.
  ///
  /// - Complexity: O(m log m) for m auctions.
  public init(_ auctions: [Auction]) {
    self.auctions = auctions
    let free = auctions.indices.filter { auctions[$0].cost == 0 }
    let ratio = auctions.map { $0.value / $0.cost }
    let priced = auctions.indices.filter { auctions[$0].cost > 0 }.sorted {
      ratio[$0] != ratio[$1] ? ratio[$0] > ratio[$1] : $0 < $1
    }
    order = free + priced
    freeCount = free.count
    ratios = priced.map { ratio[$0] }
    var costs = [0.0]
    var values = [free.reduce(0) { $0 + auctions[$1].value }]
    for place in priced {
      costs.append(costs[costs.count - 1] + auctions[place].cost)
      values.append(values[values.count - 1] + auctions[place].value)
    }
    self.costs = costs
    self.values = values
  }

  /// The value of the auctions that cost nothing: what a budget of 0 buys.
  public var freeValue: Double { values[0] }

  /// The cost of all auctions.
  public var totalCost: Double { costs[costs.count - 1] }

  /// The cost of the auctions with the best value for money, all of them; infinite if none costs anything.
  ///
  /// Up to this budget value is linear in spend. Without free auctions a target return alone makes a channel
  /// spend nothing or at least this.
  public var topCost: Double {
    guard let best = ratios.first else { return .infinity }
    return costs[ratios.firstIndex { $0 < best * (1 - Procurement.rounding) } ?? ratios.count]
  }

  /// The best value for money; 0 if no auction costs anything.
  public var topRatio: Double { ratios.first ?? 0 }

  /// The auctions that cost something as segments of the concave curve of value against spend: value for money
  /// and cost, in the order in which they are bought.
  public var segments: [(slope: Double, length: Double)] {
    ratios.indices.map { (ratios[$0], costs[$0 + 1] - costs[$0]) }
  }

  /// The average returns after each auction bought, from the best down.
  var averageReturns: [Double] { ratios.indices.map { values[$0 + 1] / costs[$0 + 1] } }

  /// Up to how much, relatively, a target counts as met and values for money as equal.
  private static let rounding = 1e-14

  /// What a channel spends under a lever.
  ///
  /// - Complexity: O(log m).
  public func spend(under lever: ChannelLever) -> Double {
    let most = min(lever.budget, totalCost)
    return lever.targetReturn > 0 ? min(most, spend(atTarget: lever.targetReturn)) : most
  }

  /// The value that a spend buys.
  ///
  /// - Complexity: O(log m).
  public func value(of spend: Double) -> Double {
    let bought = lastPrefix { costs[$0] <= spend }
    if bought == ratios.count { return values[bought] }
    return values[bought] + ratios[bought] * (spend - costs[bought])
  }

  /// The shares of the auctions that a spend buys, in the order given.
  ///
  /// - Complexity: O(m).
  public func shares(of spend: Double) -> [Double] {
    var shares = Array(repeating: 1.0, count: auctions.count)
    for (rank, place) in order.dropFirst(freeCount).enumerated() {
      shares[place] = min(1, max(0, spend - costs[rank]) / auctions[place].cost)
    }
    return shares
  }

  /// The largest s with value(s) >= target s: the values less target s are concave in s and not negative at 0, so
  /// that they change sign once.
  private func spend(atTarget target: Double) -> Double {
    let met = lastPrefix { values[$0] * (1 + Procurement.rounding) >= target * costs[$0] }
    if met == ratios.count { return totalCost }
    let decline = target - ratios[met]
    guard decline > 0 else { return costs[met + 1] }
    return min(costs[met + 1], costs[met] + max(0, values[met] - target * costs[met]) / decline)
  }

  /// The largest k for which a prefix of k priced auctions is as wanted, which is so up to some k.
  @inline(__always)
  private func lastPrefix(where isWanted: (Int) -> Bool) -> Int {
    var low = 0
    var high = ratios.count
    while low < high {
      let middle = (low + high + 1) / 2
      if isWanted(middle) { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
