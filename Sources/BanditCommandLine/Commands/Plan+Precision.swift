import ArgumentParser
import BanditCards
import BanditExperiments

extension Plan {
  /// How many replications there are, or what chooses their number.
  var replicationsText: String {
    guard let precision else { return "\(replications)" }
    return
      "\(leastReplications) to \(replications), until half-widths are at most \(precision.limit); what follows is for "
      + "\(replications)"
  }

  /// Refuses shares of a plan whose number of replications is chosen by its results.
  ///
  /// - Parameter option: what asks for shares.
  /// - Throws: `ValidationError`.
  func refuseShares(_ option: String) throws {
    guard precision != nil else { return }
    throw ValidationError(
      """
      \(option): "replications" of '\(name)' are chosen by the width of the intervals, for which one process has to \
      see all blocks; run it without \(option), or give a number with --replications
      """)
  }
}
