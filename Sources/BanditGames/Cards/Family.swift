/// An interaction protocol: what the learner does each round and what it is told.
public enum Family: String, Sendable, CaseIterable {
  /// One arm out, one number back.
  case bandit
  /// A set of items out, a number per chosen item back.
  case semiBandit = "semi-bandit"
  /// A distribution or an action out; full, partial or paid observations of the loss vector back.
  case experts
  /// An example arrives, a prediction goes out, the label comes back.
  case grouped
  /// A budget per channel out, value and spend per channel back.
  case channels
  /// Steps of a Markov decision process, average reward.
  case averageReward = "average-reward"
  /// A stream of symbols to be watched; predictions and alarms out.
  case stream
  /// Episodes of a layered Markov decision process with adversarial losses.
  case episodic
}
