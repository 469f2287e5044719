import BanditGames

// What tests ask of a truth by name, and programs of its comparator.
extension BanditTruth {
  /// The constant of the lower bound, where there is one.
  package var laiRobbins: Double? {
    (comparator as? StationaryMeans ?? (comparator as? RememberingArms)?.fixed)?.laiRobbins
  }

  /// Whether the mean of a pull depends on the pulls before it.
  package var dependsOnHistory: Bool { !comparator.hasFixedMeans }
}
