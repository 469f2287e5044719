import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

struct StudentTests {
  @Test(arguments: hostileNumbers + [0.1], hostileNumbers)
  func acceptsExactlyWhatCannotOverflow(degreesOfFreedom: Double, scale: Double) throws {
    guard degreesOfFreedom >= 0.1 && degreesOfFreedom <= 1e15 && scale >= 0 && scale <= 1e100 else {
      #expect(throws: DistributionError.self) { try Student(degreesOfFreedom: degreesOfFreedom, scale: scale) }
      return
    }
    #expect(try draws(Student(degreesOfFreedom: degreesOfFreedom, scale: scale), 100).allSatisfy { $0.isFinite })
  }

  @Test(arguments: hostileNumbers)
  func acceptsExactlyFiniteLocations(location: Double) throws {
    guard abs(location) <= 1e100 else {
      #expect(throws: DistributionError.self) { try Student(degreesOfFreedom: 3, location: location) }
      return
    }
    #expect(try Student(degreesOfFreedom: 3, location: location).mean == location)
  }

  @Test func errorNamesTheParameter() {
    let error = #expect(throws: DistributionError.self) { try Student(degreesOfFreedom: 0) }
    #expect(error?.description == "student-t: degreesOfFreedom is 0.0; accepted: a number in [0.1, 1e15]")
  }

  @Test func oneDegreeOfFreedomHasNoMean() throws {
    #expect(try Student(degreesOfFreedom: 1).mean == nil)
    #expect(try Student(degreesOfFreedom: 1.5).mean == 0)
  }

  // Just above 2 GSL's own sampler hardly ever returns.
  @Test(arguments: [0.5, 2.0.nextUp, 5])
  func fits(degreesOfFreedom: Double) throws {
    let sample = try draws(Student(degreesOfFreedom: degreesOfFreedom, location: 3, scale: 2), continuousDraws)
    let test = KolmogorovSmirnov(sample) {
      CumulativeDistribution.student(($0 - 3) / 2, degreesOfFreedom: degreesOfFreedom)
    }
    #expect(test.pValue > level)
  }
}
