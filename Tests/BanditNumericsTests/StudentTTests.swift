import Testing

@testable import BanditNumerics

/// Golden numbers: `Tests/Reference/result_statistics.py`.
struct StudentTTests {
  @Test(arguments: [
    (0.5, 1, 1.0),
    (0.5, 9, 0.7027221467513264),
    (0.5, 199, 0.6757245956106457),
    (0.95, 1, 12.706204736174694),
    (0.95, 2, 4.302652729749462),
    (0.95, 3, 3.1824463052837086),
    (0.95, 9, 2.262157162798205),
    (0.95, 29, 2.045229642132704),
    (0.95, 199, 1.9719565442517535),
    (0.95, 9999, 1.9602012636213573),
    (0.99, 2, 9.92484320091829),
    (0.99, 199, 2.6007602160585157),
    (0.999999, 1, 636619.7723487513),
    (0.999999, 29, 6.170056101408301),
    (0.999999, 9999, 4.894688921520203),
  ])
  func criticalValues(confidence: Double, degreesOfFreedom: Int, expected: Double) throws {
    let law = try #require(StudentT(degreesOfFreedom: Double(degreesOfFreedom)))
    // GSL's Newton iteration stops at a step of 1e-10.
    #expect(abs(law.criticalValue(confidence: confidence) / expected - 1) < 1e-9)
  }

  @Test(arguments: [
    (0.0, 1, 1.0),
    (0.0, 199, 1.0),
    (0.5, 4, 0.6433299631818633),
    (2.0, 1, 0.2951672353008665),
    (2.0, 29, 0.05494363718296719),
    (2.0, 31, 0.054327215367175705),
    (2.0, 9999, 0.045527263361510105),
    (6.5, 4, 0.002890007117100735),
    (6.5, 31, 2.982887762689161e-07),
    (6.5, 199, 6.32448892537778e-10),
    (20.0, 29, 1.6418237431669115e-18),
  ])
  func twoSidedProbabilities(statistic: Double, degreesOfFreedom: Int, expected: Double) throws {
    let law = try #require(StudentT(degreesOfFreedom: Double(degreesOfFreedom)))
    for statistic in [statistic, -statistic] {
      #expect(abs(law.twoSidedP(statistic) / expected - 1) < 1e-9)
    }
  }

  @Test func argumentsThatGSLMustNotSee() throws {
    for degreesOfFreedom in [0, -1, 0.5, .nan, .infinity] {
      #expect(StudentT(degreesOfFreedom: degreesOfFreedom) == nil)
    }
    let law = try #require(StudentT(degreesOfFreedom: 3))
    for confidence in [0, 1, -0.1, 1.1, .nan] { #expect(law.criticalValue(confidence: confidence).isNaN) }
    #expect(law.twoSidedP(.nan).isNaN)
    #expect(law.twoSidedP(-.infinity) == 0)
  }
}
