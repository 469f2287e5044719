import BanditComparators
import BanditGames
import Foundation

/// The instances of Tests/Reference/autobidding.json with SciPy's answers.
struct LinearProgramme: Decodable, Sendable {
  /// Probability and auctions of a support point.
  struct Point: Decodable, Sendable {
    let probability: Double
    let auctions: [[Double]]

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      probability = try list.decode(Double.self)
      auctions = try list.decode([[Double]].self)
    }
  }

  let channels: [[Point]]
  let budget: Double
  let target: Double
  let optimum: Double
  let adaptive: Double
  /// Budget, target and answer of channel 0 at its first support point.
  let channel: [Double]

  var laws: [ChannelLaw] {
    channels.map { points in
      ChannelLaw(
        probabilities: points.map(\.probability),
        points: points.map { Procurement($0.auctions.map { Auction(value: $0[0], cost: $0[1]) }) })
    }
  }

  static let all: [LinearProgramme] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = tests.appendingPathComponent("Reference/autobidding.json")
    return try! JSONDecoder().decode([LinearProgramme].self, from: Data(contentsOf: file))
  }()
}
