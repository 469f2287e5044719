/// Elimination in phases that end after given rounds: what policies share that change arms seldom.
struct EliminationPhases: Sendable {
  /// The last rounds of the phases.
  private let ends: [Int]
  private let radiusSquared: Double
  private let endsWithBest: Bool
  private var arms: PhasedArms
  private var phase = 0
  private var latest: Int?

  /// Creates the phases.
  ///
  /// - Parameters:
  ///   - armCount: K.
  ///   - ends: the last rounds of the phases; those that end no later than the one before have no rounds.
  ///   - radiusSquared: n times the square of the confidence radius of an arm that was pulled n times.
  ///   - endsWithBest: whether the last phase belongs to the arm with the highest mean, whatever the radii.
  init(armCount: Int, ends: [Int], radiusSquared: Double, endsWithBest: Bool) {
    self.ends = ends
    self.radiusSquared = radiusSquared
    self.endsWithBest = endsWithBest
    arms = PhasedArms(armCount: armCount)
  }

  /// The arm of a round; drops arms where a phase has ended.
  mutating func selectArm(at round: Int) -> Int {
    while phase == 0 || round > ends[phase - 1] {
      if phase > 0 { arms.drop { [radiusSquared] in (radiusSquared / $0).squareRoot() } }
      if endsWithBest && phase == ends.count - 1 { arms.commit() }
      let start = phase == 0 ? 0 : ends[phase - 1]
      arms.begin(rounds: ends[phase] - start, latest: latest)
      phase += 1
    }
    let arm = arms.next()
    latest = arm
    return arm
  }

  /// Updates the mean of the arm.
  mutating func observe(_ reward: Double, of arm: Int) { arms.observe(reward, of: arm) }
}
