import BanditCards
import BanditComparators
import BanditGames

/// The environment `knapsack-pricing` of scenario files: a price for each buyer, and so many items to sell.
public struct KnapsackPricingModel: GivenKnapsackModel {
  /// `prices` of scenario files.
  public static let prices = Parameter.numbers(
    "prices", "The prices that can be asked.", .unit, count: 1...KnapsackSettings.maximumArms, unit: "reward")
  /// `sales` of scenario files; `nil` for values that are uniform on [0, 1].
  public static let sales = Parameter<[Double]?>(
    AnyParameter(
      "sales", "The probability that a buyer accepts each of `prices`; none is larger than that of a lower price.",
      KnapsackSettings.rewardsKind, default: .absent("1 - price: buyers' values are uniform on [0, 1]"),
      unit: "probability"),
    read: { $0?.asNumbers }, write: { $0.map { .list($0.map { .number($0) }) } })
  /// `budget` of scenario files: items.
  public static let budget = KnapsackSettings.budget

  public static let card = EnvironmentCard(
    id: "knapsack-pricing", family: .knapsack,
    summary: "Buyers arrive one by one, each is offered an item at a price; the items are limited.",
    dynamics: """
      A buyer accepts price p with probability S(p), the share of buyers whose value is p or more. A sale brings p and takes \
      an item; a refusal brings and takes nothing. \(KnapsackSettings.stop)
      """,
    feedback: KnapsackSettings.feedback,
    truth: "The probabilities of sales, and the optimum of the linear programme.",
    comparators: """
      knapsack-lp: max sum_p D(p) p S(p) under sum_p D(p) S(p) <= B / T over distributions D on prices, per round. \
      fixed-distribution is missing.
      """,
    parameters: [prices, sales, budget],
    example: ["prices": [0.25, 0.5, 0.75], "budget": 200],
    swift: "try KnapsackPricingModel(prices: [0.25, 0.5, 0.75], budget: 200, horizon: 1000)",
    facts: EnvironmentFacts(.stochastic, isStationary: true, feedback: .bandit),
    notes: """
      Dynamic pricing with limited supply: one resource, the items. The null arm, after all prices, offers nothing; it is a \
      price that no buyer accepts.
      """,
    reference: """
      M. Babaioff, S. Dughmi, R. Kleinberg and A. Slivkins, Dynamic pricing with limited supply, ACM Transactions on \
      Economics and Computation 3, 2015; A. Slivkins, Introduction to Multi-Armed Bandits, 2019 (arXiv 1904.07272), \
      exercise 10.3.
      """)

  public let knapsack: KnapsackInstance

  public init(settings: Settings, horizon: Int) throws(InvalidSettings) {
    let settings = try Self.card.settings(settings)
    try self.init(
      prices: settings[Self.prices], budget: settings[Self.budget], horizon: horizon, sales: settings[Self.sales])
  }

  /// Creates the model: `KnapsackPricingModel(prices: [0.25, 0.5, 0.75], budget: 200, horizon: 1000)`.
  ///
  /// - Throws: `InvalidSettings` if an argument is out of the range that the card states, there is not one probability
  ///   for each price, or a higher price sells more often.
  public init(
    prices: [Double], budget: KnapsackBudget, horizon: Int, sales: [Double]? = Self.sales.default
  ) throws(InvalidSettings) {
    try Self.prices.check(prices)
    try Self.sales.check(sales)
    try Self.budget.check(budget)
    let sales = sales ?? prices.map { 1 - $0 }
    guard sales.count == prices.count else {
      throw InvalidSettings(
        Self.sales.name,
        "found \(counted: sales.count, "probability", "probabilities"); accepted: one for each of the \(prices.count) prices"
      )
    }
    for (place, price) in prices.enumerated() {
      guard prices.indices.allSatisfy({ prices[$0] >= price || sales[$0] >= sales[place] }) else {
        throw InvalidSettings(
          "\(Self.sales.name)[\(place)]",
          "found \(sales[place]) for the price \(price), more than of a lower price; accepted: no more than that")
      }
    }
    let problem = KnapsackProblem(
      armCount: prices.count, resourceCount: 1, budget: budget.amount(horizon: horizon), horizon: horizon,
      hasNullArm: true)
    let phase = KnapsackTruth.Phase(
      rounds: horizon, rewards: zip(prices, sales).map { $0 * $1 }, consumptions: [sales])
    knapsack = KnapsackInstance(KnapsackTruth(phases: [phase], problem: problem), law: .sales(sales))
  }

  /// The optimum of the programme.
  public var facts: [String] { KnapsackSettings.facts(knapsack.truth) }

  /// The resource.
  public var itemNames: [String]? { ["items"] }
}
