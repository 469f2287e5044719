import BanditCards
import BanditGames

extension BanditProblem {
  /// Whether rewards are known to lie in [0, 1].
  var hasUnitRewards: Bool { rewardRange.map { $0.lowerBound >= 0 && $0.upperBound <= 1 } ?? false }

  /// Refuses problems whose rewards are not known to lie in [0, 1].
  ///
  /// - Throws: `InvalidSettings`, in the name of the algorithm with this id.
  func requireUnitRewards(for id: String) throws(InvalidSettings) {
    guard hasUnitRewards else {
      throw InvalidSettings("", "\(id) needs rewards in [0, 1], which this environment does not promise")
    }
  }
}
