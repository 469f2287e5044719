import BanditComparators

/// The first channel of the worked instance.
package let firstChannel = Procurement(auctions((6, 2), (3, 2), (1, 1)))

/// The second one.
package let secondChannel = Procurement(auctions((8, 4), (2, 4)))

/// Auctions from pairs of value and cost.
package func auctions(_ pairs: (Double, Double)...) -> [Auction] {
  pairs.map { Auction(value: $0.0, cost: $0.1) }
}

/// Whether two numbers agree to a relative 1e-9.
package func agree(_ left: Double, _ right: Double) -> Bool { abs(left - right) <= 1e-9 * max(1, abs(right)) }
