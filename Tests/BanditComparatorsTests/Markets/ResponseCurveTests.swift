import BanditComparators
import BanditTesting
import Testing

struct ResponseCurveTests {
  private func law(_ first: [Auction], _ second: [Auction]) -> ChannelLaw {
    ChannelLaw(probabilities: [0.5, 0.5], points: [Procurement(first), Procurement(second)])
  }

  @Test func meansOfTwoSupportPoints() {
    let curve = ResponseCurve(law(auctions((4, 1), (1, 1)), auctions((2, 1), (2, 2))))
    for (budget, value) in [(0, 0), (0.5, 1.5), (1, 3), (2, 4), (3, 4.5), (4, 4.5)] {
      #expect(agree(curve.value(at: budget), value))
    }
    #expect(curve.corners == [0, 1, 2, 3])
    #expect(curve.slopes == [3, 1, 0.5])
    #expect(agree(curve.value(at: .infinity), 4.5))
  }

  /// By budgets the curve is concave, though by expected spend it would have slope 2 and then 3.
  @Test func unequalSupportPoints() {
    let curve = ResponseCurve(law(auctions((1, 1)), auctions((30, 10))))
    #expect(agree(curve.value(at: 1), 2))
    #expect(agree(curve.value(at: 10), 15.5))
  }

  @Test func isConcaveAndAgreesWithTheLaw() {
    for programme in LinearProgramme.all {
      for law in programme.laws {
        let curve = ResponseCurve(law)
        #expect(zip(curve.slopes, curve.slopes.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(curve.slopes.allSatisfy { $0 >= 0 })
        let end = curve.corners[curve.corners.count - 1]
        let budgets = curve.corners + (0...20).map { 1.1 * end * Double($0) / 20 }
        for budget in budgets {
          #expect(agree(curve.value(at: budget), law.meanValue(under: ChannelLever(budget: budget))))
        }
        #expect(agree(end, law.points.map(\.totalCost).max()!))
      }
    }
  }

  @Test func surplus() {
    let curve = ResponseCurve(law(auctions((4, 1), (1, 1)), auctions((2, 1), (2, 2))))
    // 2 V(a) - 2.5 a is 0 at 0, 3.5 at 1, 3 at 2 and 1.5 at 3.
    #expect(agree(curve.largestSurplus(factor: 2, price: 2.5), 3.5))
    #expect(curve.largestSurplus(factor: 1, price: 5) == 0)
  }
}
