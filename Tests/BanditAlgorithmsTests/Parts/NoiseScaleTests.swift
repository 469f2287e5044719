import BanditCards
import BanditGames
import Testing

@testable import BanditAlgorithms

struct NoiseScaleTests {
  private func scale(
    _ range: ClosedRange<Double>?, noise: Double? = nil, sigma: Double? = nil, unit: Double = 0.5
  ) throws -> NoiseScale {
    try NoiseScale(
      BanditProblem(armCount: 2, horizon: 1, rewardRange: range, noiseScale: noise), sigma: sigma, unit: unit)
  }

  @Test func rewardsInTheUnitIntervalChangeNothing() throws {
    for unit in [0.5, 1] {
      for range in [0...1, 0.2...0.3] as [ClosedRange<Double>] {
        let scale = try scale(range, noise: 0.1, unit: unit)
        #expect(scale.factor == 1 && scale.sigma == unit && scale.caveats().isEmpty)
      }
    }
  }

  @Test func theEnvironmentTellsTheScale() throws {
    #expect(try scale(-50...50).factor == 100)
    #expect(try scale(-50...50).sigma == 50)
    #expect(try scale(-50...50, unit: 1).sigma == 100)
    #expect(try scale(nil, noise: 3).factor == 6)
    #expect(try scale(nil, noise: 3, unit: 1).factor == 3)
    #expect(try scale(7...7).factor == 1)
    #expect(try scale(nil, noise: 3).caveats().isEmpty)
  }

  @Test func nobodyTellsTheScale() throws {
    for (range, noise) in [(nil, nil), (nil, 0), (nil, .infinity), (0 ... .infinity, nil)]
      as [(ClosedRange<Double>?, Double?)]
    {
      let scale = try scale(range, noise: noise)
      #expect(scale.factor == 1 && scale.sigma == 0.5 && !scale.isOfBoundedRewards)
      #expect(scale.caveats("key").count == 1)
      #expect(scale.caveats("key")[0].hasSuffix("give \"key\""))
    }
    #expect(try scale(nil, sigma: 2).caveats().isEmpty)
  }

  @Test func aGivenScaleCounts() throws {
    #expect(try scale(0...100, sigma: 50).factor == 100)
    #expect(try scale(0...100, sigma: 50).caveats().isEmpty)
    #expect(try scale(0...100, sigma: 49).caveats().count == 1)
    // The width of 1 asks for 1/2 at most; the noise is known to be smaller.
    #expect(try scale(0...1, noise: 0.1, sigma: 0.1, unit: 1).factor == 0.1)
    #expect(try scale(0...1, noise: 0.1, sigma: 0.1).caveats().isEmpty)
    #expect(try scale(nil, noise: 0.2, sigma: 0.1).caveats().count == 1)
    #expect(throws: InvalidSettings.self) { try scale(0...1, sigma: 0) }
    #expect(throws: InvalidSettings.self) { try scale(0...1, sigma: .nan) }
  }

  /// Bounds are for an interval of the length `factor`: a smaller sigma that the noise allows is none, nor is a sigma
  /// that is given for rewards without an upper end.
  @Test func boundsNeedAnInterval() throws {
    #expect(try scale(0...1).isOfBoundedRewards && scale(0...1, unit: 1).isOfBoundedRewards)
    #expect(try scale(0...100).isOfBoundedRewards && scale(0...100, sigma: 50).isOfBoundedRewards)
    #expect(try scale(7...7).isOfBoundedRewards)
    #expect(try !scale(0...100, sigma: 49).isOfBoundedRewards)
    #expect(try !scale(0...1, noise: 0.1, sigma: 0.1).isOfBoundedRewards)
    #expect(try !scale(0...1, sigma: 0.5, unit: 1).isOfBoundedRewards)
    #expect(try !scale(0 ... .infinity, sigma: 1).isOfBoundedRewards)
    #expect(try !scale(nil, noise: 1).isOfBoundedRewards)
  }

  @Test func semiBandits() throws {
    func scale(_ means: ClosedRange<Double>?, noise: Double?) throws -> NoiseScale {
      try NoiseScale(
        SemiBanditProblem(armCount: 2, capacity: 1, horizon: 1, meanRange: means, noiseScale: noise), sigma: nil)
    }
    #expect(try scale(0...1, noise: nil).factor == 1)
    #expect(try scale(0...10, noise: nil).factor == 10)
    #expect(try scale(0...1, noise: 2).factor == 4)
    #expect(try scale(nil, noise: 2).factor == 4)
    #expect(try scale(nil, noise: nil).caveats().count == 1)
  }
}
