import BanditCards
import BanditComparators
import BanditEnvironments
import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct AutobiddingTests {
  private let law = ChannelLaw(
    probabilities: [0.75, 0.25],
    points: [
      Procurement([Auction(value: 4, cost: 1), Auction(value: 1, cost: 1)]),
      Procurement([Auction(value: 2, cost: 1), Auction(value: 2, cost: 2)]),
    ])

  private func channels(_ charge: Charge = .budget) -> Autobidding {
    let fixed = ChannelLaw([Auction(value: 3, cost: 1)])
    return Autobidding(
      truth: ChannelsTruth(laws: [law, fixed], horizon: 10, budget: 2, targetReturn: 0), charge: charge)
  }

  /// Level 1e-6.
  @Test func supportPointsComeUpAsOftenAsTheyShould() {
    var channels = channels()
    var noise = RandomStream(key: StreamKey(seed: 5), itemCount: 2)
    var rare = 0
    for period in 1...20_000 {
      noise.move(to: 0, occurrence: period)
      let response = channels.respond(on: 0, to: ChannelLever(budget: 1.5), at: period, noise: &noise)
      #expect(response.feedback.value == (response.point == 1 ? 2.5 : 4.5))
      #expect(response.feedback.spend == 1.5)
      #expect(abs(response.meanValue - 4) < 1e-12)
      rare += response.point
    }
    #expect(BinomialTest(successes: rare, trials: 20_000, probability: 0.25).pValue > 1e-6)
  }

  /// All learners meet the same auctions.
  @Test func auctionsDoNotDependOnTheLever() {
    var first = channels()
    var second = channels()
    var noise = RandomStream(key: StreamKey(seed: 6), itemCount: 2)
    for period in 1...200 {
      noise.move(to: 0, occurrence: period)
      let point = first.respond(on: 0, to: .closed, at: period, noise: &noise).point
      noise.move(to: 0, occurrence: period)
      let lever = ChannelLever(budget: Double(period % 7), targetReturn: Double(period % 3))
      #expect(second.respond(on: 0, to: lever, at: period, noise: &noise).point == point)
    }
  }

  @Test(arguments: Charge.allCases) func charges(charge: Charge) {
    var channels = channels(charge)
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    let spend = { (lever: ChannelLever) in
      channels.respond(on: 1, to: lever, at: 1, noise: &noise).feedback.spend
    }
    #expect(spend(ChannelLever(budget: 2)) == (charge == .budget ? 2 : 1))
    #expect(spend(ChannelLever(budget: 0.5)) == 0.5)
    #expect(spend(ChannelLever()) == 1)
    #expect(spend(ChannelLever(budget: 2, targetReturn: 3)) == 1)
    #expect(spend(ChannelLever(budget: 2, targetReturn: 3.5)) == 0)
  }

  /// The expected value follows the lever, which is remembered for each channel.
  @Test func meansOfChangingLevers() {
    var channels = channels()
    var noise = RandomStream(key: StreamKey(seed: 1), itemCount: 2)
    let levers = [
      ChannelLever(budget: 1), ChannelLever(budget: 2), ChannelLever(budget: 2, targetReturn: 3), ChannelLever(),
      ChannelLever(budget: 2), .closed,
    ]
    for lever in levers {
      for channel in 0..<2 {
        noise.move(to: channel, occurrence: 1)
        let mean = channels.respond(on: channel, to: lever, at: 1, noise: &noise).meanValue
        #expect(abs(mean - channels.truth.laws[channel].meanValue(under: lever)) < 1e-12)
      }
    }
  }
}

struct AutobiddingModelTests {
  private func point(_ auctions: [[Double]], p: Double? = nil) -> Setting {
    var entries = p.map { [Settings.Entry("p", .number($0))] } ?? []
    entries.append(.init("auctions", .list(auctions.map { .list($0.map { .number($0) }) })))
    return .object(Settings(entries))
  }

  private func support(_ points: Setting...) -> Setting { .object(["support": .list(points)]) }

  private func generate(_ settings: Settings) -> Setting {
    let defaults: Settings = [
      "auctions": .whole(20), "supportSize": .whole(8), "competitors": .whole(4), "values": .text("uniform"),
      "valueScale": .number(1), "priceScale": .number(1),
    ]
    return .object([
      "generate": .object(Settings(defaults.entries.map { .init($0.name, settings[$0.name] ?? $0.value) }))
    ])
  }

  private func model(_ channels: [Setting], _ settings: Settings = [:]) throws -> AutobiddingModel {
    let given = Settings([.init("channels", .list(channels)), .init("budget", .number(1))] + settings.entries)
    return try AutobiddingModel(
      settings: Settings(defaultsOf: AutobiddingModel.card.parameters, given: given), horizon: 10)
  }

  private func problem(_ channels: Setting..., settings: Settings = [:]) -> InvalidSettings? {
    do {
      _ = try model(channels, settings)
      return nil
    } catch {
      return error as? InvalidSettings
    }
  }

  @Test func listedChannels() throws {
    let model = try model(
      [support(point([[4, 1], [1, 1]], p: 0.25), point([[2, 1], [2, 2]], p: 0.75)), support(point([[2, 1]]))],
      ["targetReturn": .number(1.5)])
    #expect(model.problem.channelCount == 2)
    #expect(model.problem.horizon == 10)
    #expect(model.problem.budget == 1)
    #expect(model.problem.targetReturn == 1.5)
    #expect(model.problem.valueBound == 4)
    #expect(model.truth.laws[0].probabilities == [0.25, 0.75])
    #expect(model.truth.laws[0].points[1].auctions == [Auction(value: 2, cost: 1), Auction(value: 2, cost: 2)])
    // The first unit of channel 0 returns 2.5, of channel 1 returns 2.
    #expect(model.truth.optimum == BudgetOptimum(curves: model.truth.curves, budget: 1, targetReturn: 1.5))
    #expect(abs(model.truth.optimum.value - 2.5) < 1e-12)
  }

  @Test func supportPointsAreEquallyLikelyByDefault() throws {
    let model = try model([support(point([[4, 1]]), point([[2, 1]]), point([[1, 1]]))])
    #expect(model.truth.laws[0].probabilities.allSatisfy { abs($0 - 1.0 / 3) < 1e-15 })
  }

  @Test func slotsAreBoughtByIncrements() throws {
    let slots: Setting = .object([
      "value": .number(10), "discounts": .list([1, 0.6, 0.5].map { .number($0) }),
      "bids": .list([4, 4, 1].map { .number($0) }), "pricing": .text("gsp"),
    ])
    let model = try model([support(.object(["auctions": .list([slots, .list([.number(1), .number(2)])])]))])
    #expect(
      model.truth.laws[0].points[0].auctions == [
        Auction(value: 5, cost: 0.5), Auction(value: 5, cost: 3.5), Auction(value: 1, cost: 2),
      ])
    #expect(model.truth.channelMeanKnapsack == nil)
  }

  @Test func generatedChannelsAreData() throws {
    let channels = [generate(["auctions": .whole(5)]), generate(["auctions": .whole(5)])]
    let laws = try model(channels).truth.laws
    #expect(laws[0].points.count == 8)
    #expect(laws[0].points.allSatisfy { $0.auctions.count == 5 })
    #expect(laws[0] != laws[1])
    #expect(try model(channels).truth.laws == laws)
    #expect(try model(channels, ["dataSeed": .whole(1)]).truth.laws != laws)
    // A channel does not depend on those before it.
    #expect(try model([support(point([[1, 1]])), channels[1]]).truth.laws[1] == laws[1])
  }

  @Test func instancesAreTheSameInEveryReplication() throws {
    let model = try model([generate([:])])
    var stream = RandomStream(key: StreamKey(seed: 1))
    #expect(model.instance(of: 0, from: &stream).truth.laws == model.truth.laws)
    #expect(
      stream.word()
        == {
          var fresh = RandomStream(key: StreamKey(seed: 1)); return fresh.word()
        }())
  }

  @Test func factsSayWhetherTheOptimumIsExact() throws {
    let binding = [support(point([[2, 1]]), point([[2, 1.5]]))]
    let slack = [support(point([[2, 1]]), point([[2, 0.5]]))]
    #expect(try model(binding).facts[0].contains("exact for charges by budget and by spend"))
    #expect(try model(slack).facts[0].contains("(channel 0: 0.5 at least); what they do not spend is charged"))
    #expect(try model(slack, ["charge": .text("spend")]).facts[0].contains("is a lower bound"))
    #expect(try model(binding, ["charge": .text("spend")]).facts[0].contains("exact"))
  }

  @Test func typedArgumentsAndSettingsAgree() throws {
    let given = try model(
      [
        support(point([[4, 1], [1, 1]], p: 0.25), point([[2, 1], [2, 2]], p: 0.75)), generate(["auctions": .whole(5)]),
      ],
      ["targetReturn": .number(1.5), "charge": .text("spend"), "dataSeed": .whole(3)])
    let typed = try AutobiddingModel(
      channels: [.law(given.truth.laws[0]), .generated(ChannelGenerator(auctionCount: 5))], budget: 1, horizon: 10,
      targetReturn: 1.5, charge: .spend, dataSeed: 3)
    #expect(typed.truth.laws == given.truth.laws && typed.problem == given.problem && typed.facts == given.facts)
    let refused: [ChannelSource] = [
      .generated(ChannelGenerator(pointCount: 0)), .generated(ChannelGenerator(valueScale: .nan)),
      .law(ChannelLaw([Auction(value: 1, cost: 1e-10)])), .law(ChannelLaw([Auction(value: 1e13, cost: 1)])),
      .law(ChannelLaw(probabilities: [-1, 2], points: [Procurement([]), Procurement([])])),
    ]
    for channel in refused {
      #expect(throws: InvalidSettings.self) { try AutobiddingModel(channels: [channel], budget: 1, horizon: 10) }
    }
    #expect(throws: InvalidSettings.self) { try AutobiddingModel(channels: [], budget: 1, horizon: 10) }
  }

  @Test func wrongSettingsAreRefused() {
    let valid: Settings = ["channels": .list([support(point([[1, 1]]))]), "budget": .number(1)]
    #expect(wrongSettingsThatPass(AutobiddingModel.self, valid: valid) == [])
  }

  /// A page that is worth nothing sells nothing.
  @Test func slotsWithoutValueAreNoAuctions() throws {
    let slots: Setting = .object([
      "value": .number(0), "discounts": .list([.number(1)]), "bids": .list([.number(1)]), "pricing": .text("vcg"),
    ])
    let model = try model([support(.object(["auctions": .list([slots])]))])
    #expect(model.truth.laws[0].points[0].auctions == [])
  }

  @Test func refusals() {
    #expect(
      problem(support(point([[1, 1]], p: 0.5), point([[1, 1]])))
        == InvalidSettings(
          "channels[0].support", "1 of 2 support points have a \"p\"; give all or none"))
    #expect(
      problem(support(point([[1, 1]])), support(point([[1, 1]], p: 0.5)))
        == InvalidSettings(
          "channels[1].support", "the probabilities \"p\" add up to 0.5; accepted: 1"))
    #expect(
      problem(support(point([[1, 1], [1, 1e-10]])))
        == InvalidSettings(
          "channels[0].support[0].auctions[1]", "found the cost 1e-10; accepted: 0, or a number from 1e-09 on"))
    let crowd = generate(["auctions": .whole(100_000), "supportSize": .whole(11)])
    #expect(problem(crowd)?.path == "channels[0]")
    let many = generate(["auctions": .whole(50_000), "supportSize": .whole(10)])
    #expect(problem(many, many) == nil)
    #expect(problem(many, many, support(point([[1, 1]])))?.path == "channels[2]")
    let slots = { (discounts: [Double], bids: [Double]) in
      Setting.object([
        "auctions": .list([
          .object([
            "value": .number(1), "discounts": .list(discounts.map { .number($0) }),
            "bids": .list(bids.map { .number($0) }), "pricing": .text("vcg"),
          ])
        ])
      ])
    }
    #expect(problem(support(slots([1, 0.5], [1])))?.path == "channels[0].support[0].auctions[0].bids")
    #expect(problem(support(slots([0.5, 1], [2, 1])))?.path == "channels[0].support[0].auctions[0].discounts")
    #expect(problem(support(slots([1, 0.5], [1, 2])))?.path == "channels[0].support[0].auctions[0].bids")
  }
}
