import BanditCards
import BanditGames
import BanditStreams

/// Which action is the best one: the same in every replication, or drawn for each.
struct BestAction: Sendable {
  /// The parameter of the cards; `nil` is random.
  static let parameter = Parameter<Int?>(
    AnyParameter(
      "best", "The best action: its number, or `random` for one that each replication draws.",
      .either([.whole(0...ArmMeans.maximumArmCount - 1), .choice(["random"])]), default: .value(.text("random")),
      why: "favours no algorithm that prefers low numbers"),
    read: { $0?.asWhole }, write: { $0.map { .whole($0) } ?? .text("random") })

  private let fixed: Int?

  /// Creates the choice of an action, or of a random one.
  ///
  /// - Throws: `InvalidSettings` if there is no such action.
  init(_ action: Int?, actionCount: Int) throws(InvalidSettings) {
    try BestAction.parameter.check(action)
    if let action, action >= actionCount {
      throw InvalidSettings(
        "best", "found \(action); accepted: an action from 0 to \(actionCount - 1), or \"random\"")
    }
    fixed = action
  }

  /// The best action of a replication; one integer where it is random.
  func draw(from stream: inout RandomStream, actionCount: Int) -> Int {
    fixed ?? stream.integer(below: actionCount)
  }
}
