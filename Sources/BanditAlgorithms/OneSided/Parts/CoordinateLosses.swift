import BanditCards
import BanditGames

/// The losses of a round by coordinate, true or estimated: of accepting and of rejecting each individual.
///
/// Accepting costs 1 - y and rejecting 1/2, whatever the label: half of what misclassification costs, up to a number that
/// no rule can change, and all of it seen where accepting is.
struct CoordinateLosses: Sendable {
  /// What rejecting costs.
  static let ofRejecting = 0.5

  /// Of accepting each individual.
  var accepting: [Double]
  /// Of rejecting each individual.
  var rejecting: [Double]

  init(individualCount: Int) {
    accepting = Array(repeating: 0, count: individualCount)
    rejecting = accepting
  }

  /// The loss of accepting somebody with a label.
  static func ofAccepting(_ label: Bool) -> Double { label ? 0 : 1 }

  /// Adds the price of a reported pair: to accepting the one and to rejecting the other.
  mutating func charge(_ report: AuditReport?, price: Double) {
    guard let report else { return }
    accepting[report.favoured] += price
    rejecting[report.other] += price
  }

  /// The sum over the coordinates that a rule picks.
  func total(of rule: Int, in view: OneSidedView) -> Double {
    var sum = 0.0
    for individual in accepting.indices {
      sum += view.accepts(individual, by: rule) ? accepting[individual] : rejecting[individual]
    }
    return sum
  }
}

/// How the loss of rejecting is estimated.
public enum RejectionLosses: String, Sendable, CaseIterable {
  /// Its known value, 1/2, in every round.
  case exact
  /// 1/2 over the probability of rejecting where the individual was rejected, else 0.
  case weighted
}

/// The parameters that more than one learner of one-sided feedback has.
enum OneSidedSettings {
  static let price = Parameter.number(
    "price",
    """
    C: what a reported pair (a, b) adds to the losses of accepting a and of rejecting b; 0 leaves the auditors unheard. A \
    loss is half an error here, so that C is the price of C(pi(a) - pi(b)) losses or 2C(pi(a) - pi(b)) errors.
    """, .closed(0...1e6), default: 2, unit: "loss", why: "a report then weighs as four errors")
  static let rejections = Parameter.choice(
    "rejections",
    "`exact`: rejecting costs its known 1/2; `weighted`: 1/2 over the probability of rejecting, where it was played.",
    default: RejectionLosses.exact, why: "no variance")
}
