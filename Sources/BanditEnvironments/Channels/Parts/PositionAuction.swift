import BanditComparators
import BanditGames

/// An auction of several advertisement slots on one page, of which the advertiser gets at most one.
///
/// The choice of a slot, or a mixture of two, is a choice of a point on the upper concave hull of the slots' costs and
/// values. Its increments can be bought one after the other like auctions of their own, in decreasing order of
/// value for money, so that a channel with position auctions is a channel with more auctions.
struct PositionAuction {
  /// How a slot is priced.
  enum Pricing: String, CaseIterable {
    /// Vickrey, Clarke and Groves: the loss to the others, sum over k >= l of (discount_k - discount_{k+1}) bid_k.
    case vcg
    /// Generalised second price: discount_l times the highest bid below, bid_l.
    case gsp
  }

  /// What a slot costs, and what it is worth.
  struct Slot: Hashable {
    let cost: Double
    let value: Double
  }

  /// The slots, from the best down.
  let slots: [Slot]

  /// Prices the slots.
  ///
  /// - Parameters:
  ///   - value: of a click, or of the place without a discount.
  ///   - discounts: the factor of the value in each slot, not increasing.
  ///   - bids: the competing bids, as many, not increasing: the l-th has to be beaten for slot l.
  init(value: Double, discounts: [Double], bids: [Double], pricing: Pricing) {
    var harm = 0.0
    var slots: [Slot] = []
    for place in discounts.indices.reversed() {
      harm += (discounts[place] - (place + 1 < discounts.count ? discounts[place + 1] : 0)) * bids[place]
      let cost = pricing == .vcg ? harm : discounts[place] * bids[place]
      slots.append(Slot(cost: cost, value: discounts[place] * value))
    }
    self.slots = slots.reversed()
  }

  /// The corners of the upper concave hull of no slot and the slots, by increasing cost, without no slot.
  var hull: [Slot] {
    var corners = [Slot(cost: 0, value: 0)]
    // Of slots at one cost the most valuable one comes first, so that the others fall below the hull.
    for slot in slots.sorted(by: { ($0.cost, $1.value) < ($1.cost, $0.value) }) {
      guard slot.value > corners[corners.count - 1].value else { continue }
      while let last = corners.last {
        if last.cost == slot.cost {
          corners.removeLast()
          continue
        }
        guard corners.count > 1 else { break }
        let before = corners[corners.count - 2]
        // A corner stays if it is above the line from the one before it to the slot.
        let rise = (last.value - before.value) * (slot.cost - before.cost)
        if rise > (slot.value - before.value) * (last.cost - before.cost) { break }
        corners.removeLast()
      }
      corners.append(slot)
    }
    return corners.first == Slot(cost: 0, value: 0) ? Array(corners.dropFirst()) : corners
  }

  /// The increments of the hull, as auctions.
  var increments: [Auction] {
    var before = Slot(cost: 0, value: 0)
    return hull.map { corner in
      defer { before = corner }
      return Auction(value: corner.value - before.value, cost: corner.cost - before.cost)
    }
  }
}
