import BanditCards
import BanditGames

extension BanditProblem {
  /// Refuses problems whose rewards are not known to lie in [0, 1].
  ///
  /// - Throws: `InvalidSettings`, in the name of the algorithm with this id.
  func requireUnitRewards(for id: String) throws(InvalidSettings) {
    guard let range = rewardRange, range.lowerBound >= 0, range.upperBound <= 1 else {
      throw InvalidSettings("", "\(id) needs rewards in [0, 1], which this environment does not promise")
    }
  }
}
