import BanditCards
import BanditGames
import BanditStreams

/// Which action is the best one: the same in every replication, or drawn for each.
struct BestAction: Sendable {
  /// The parameter of the cards.
  static let parameter = AnyParameter(
    "best", "The best action: its number, or `random` for one that each replication draws.",
    .either([.whole(0...ArmMeans.maximumArmCount - 1), .choice(["random"])]), default: .value(.text("random")),
    why: "favours no algorithm that prefers low numbers")

  private let fixed: Int?

  /// Reads the parameter.
  init(settings: Settings, actionCount: Int) throws(InvalidSettings) {
    if case .whole(let action)? = settings[BestAction.parameter.name] {
      guard action < actionCount else {
        throw InvalidSettings(
          "best", "found \(action); accepted: an action from 0 to \(actionCount - 1), or \"random\"")
      }
      fixed = action
    } else {
      fixed = nil
    }
  }

  /// The best action of a replication; one integer where it is random.
  func draw(from stream: inout RandomStream, actionCount: Int) -> Int {
    fixed ?? stream.integer(below: actionCount)
  }
}
