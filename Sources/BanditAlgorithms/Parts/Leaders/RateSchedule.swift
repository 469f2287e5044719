import BanditCards

/// How the rate of follow-the-regularized-leader falls.
///
/// D is how far the regulariser ranges, V a bound on the mean squared local norm of the estimates, T the horizon.
public enum RateSchedule: String, CaseIterable, Sendable {
  /// `sqrt(2 D / (V T))`, or the rate given.
  case fixed
  /// `sqrt(D / (V t))`, or the factor given over sqrt(t).
  case anytime
  /// `sqrt(2 D / (V n))`, or the factor given over sqrt(n), for n = 1, 2, 4, ... rounds, each time anew.
  case doubling
  /// `sqrt(D / (1 + S))`, or the factor given over sqrt(1 + S), with S the sum of the squared local norms of the
  /// estimates so far.
  case selfConfident = "self-confident"
}

/// The schedules of policies that offer these two.
public enum SimpleSchedule: String, CaseIterable, Sendable {
  /// One rate for the horizon.
  case fixed
  /// A falling rate.
  case anytime

  /// The same among all schedules.
  var ofAll: RateSchedule { self == .fixed ? .fixed : .anytime }

  /// The parameter `schedule`, `fixed` if left out.
  static func parameter(why: String) -> Parameter<SimpleSchedule> {
    .choice(
      "schedule", "`fixed`: one rate for the horizon; `anytime`: a falling rate.", default: .fixed, why: why)
  }
}
