import BanditCards
import BanditGames
import BanditNumerics
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct LinUCBTests {
  private func play(_ learner: LinUCB, _ world: ScriptedContexts) -> RecordedContexts<LinUCB> {
    RecordedContexts(learner: learner, world: world, metrics: [.bestArmShare, .meanPropensity, .confidenceFailures])
  }

  @Test func fixedSetWithAFixedAlpha() throws {
    let world = WorkedWorlds.fixed()
    let run = play(try LinUCB(world.truth.problem), world)
    #expect(run.arms.digits == "01002020202020220202")
    #expect(agree(run.learner.estimate, [0.4731004026, 0.269060917]))
    #expect(abs(run.rewards.reduce(0, +) - 9.89) < 1e-9)
    #expect(run.learner.regretBound(on: world.truth) == nil)
    #expect(run.account.measure(.meanPropensity, after: 20) == 1)
  }

  @Test func fixedSetWithTheRadiusOfOFUL() throws {
    let world = WorkedWorlds.fixed()
    let run = play(try LinUCB(world.truth.problem, alpha: .oful, noise: 0.1, norm: 1, delta: 0.1), world)
    #expect(run.arms.digits == "01020201002020202020")
    #expect(abs(run.learner.radius - 1.300741116) < 1e-8)
    #expect(abs(run.rewards.reduce(0, +) - 9.67) < 1e-9)
    let bound = try #require(run.learner.regretBound(on: world.truth))
    #expect(abs(bound.value - 34.66655104) < 1e-7)
    let (game, account) = BanditAlgorithmsTests.play(
      try LinUCB(world.truth.problem, alpha: .oful, noise: 0.1, norm: 1, delta: 0.1), world,
      metrics: [.confidenceFailures])
    #expect(game.measure(.boundHolds, after: 20, account: account) == 1)
    #expect(account.measure(.confidenceFailures, after: 20) == 0)
    let error = try #require(game.measure(.parameterError, after: 20, account: account))
    #expect(error > 0 && error < 0.1)
  }

  /// A norm that is said too small leaves the truth outside from the first round on.
  @Test func confidenceFailuresAreCounted() throws {
    let world = WorkedWorlds.fixed()
    let learner = try LinUCB(world.truth.problem, alpha: .oful, noise: 0, norm: 0.1)
    let account = BanditAlgorithmsTests.play(learner, world, metrics: [.confidenceFailures]).account
    #expect(account.measure(.confidenceFailures, after: 20) == 20)
    #expect(
      BanditAlgorithmsTests.play(try LinUCB(world.truth.problem), world, metrics: [.confidenceFailures]).account
        .measure(.confidenceFailures, after: 20) == nil)
  }

  /// The a-priori form at d = 5, t = 2000.
  @Test func radiusFromTheBoundOnTheDeterminant() throws {
    let problem = ContextualProblem(
      armCount: 1, dimension: 5, isShared: false, horizon: 2000, meanRange: -1...1, noiseScale: 0.5, parameterNorm: 1,
      featureNorm: 1)
    var learner = try LinUCB(problem, alpha: .ofulBound)
    var view = ContextualView(of: problem)
    view.features[2] = 1
    for round in 1...2000 { learner.observe(reward: 0, of: 0, in: view, at: round) }
    #expect(abs(learner.radius - 3.998385886) < 1e-8)
    let world = ScriptedContexts(problem, views: [view.features], parameter: [1, 0, 0, 0, 0]) { _, _, _ in 0 }
    #expect(abs(try #require(learner.regretBound(on: world.truth)).value - 2768.768664) < 1e-5)
  }

  @Test func freshSets() throws {
    let world = WorkedWorlds.linear(WorkedWorlds.freshViews(rounds: 30), theta: [0.6, -0.2], rounds: 30)
    let run = play(try LinUCB(world.truth.problem, alpha: .number(0.7), lambda: 0.5), world)
    #expect(run.arms.digits == "002110002211000211100221110022")
    #expect(agree(run.learner.estimate, [0.5816679714, -0.194800831]))
    let entry = run.account.entry(for: .pseudo, group: "", after: 30)
    #expect(agree([entry.value, entry.benchmark], [13.32418425, 13.79265347]))
  }

  @Test func disjointParameters() throws {
    let world = WorkedWorlds.disjoint()
    for model in [ArmModel.disjoint, .shared] {
      let run = play(try LinUCB(world.truth.problem, model: model), world)
      #expect(run.arms.digits == "012101200201021102020210", "\(model)")
      #expect(agree(Array(run.learner.estimate[0..<2]), [0.2755539647, 0.331199339]))
      let entry = run.account.entry(for: .pseudo, group: "", after: 24)
      #expect(agree([entry.value, entry.benchmark], [10.67236455, 12.4271243]))
    }
    let joint = WorkedWorlds.joint()
    #expect(play(try LinUCB(joint.truth.problem), joint).arms.digits == "012101200201021102020210")
  }

  /// A table of three classes: 120 mistakes in 600 rows.
  @Test func table() throws {
    #expect((0..<3).map { arm in WorkedWorlds.classes.count { $0 == arm } } == [213, 197, 190])
    let world = WorkedWorlds.table()
    let run = play(try LinUCB(world.truth.problem, model: .disjoint), world)
    #expect(run.arms.prefix(40).map { $0 }.digits == "0112221122111022211210200101021012010100")
    #expect(run.account.entry(for: .pseudo, group: "", after: 600).regret == 120)
    #expect(
      agree(Array(run.learner.estimate[0..<4]), [0.5388906134, 0.6508934154, -0.3670665064, -0.1911369158]))
  }

  /// Blocks of a shared context are never written down; the joint features written down give the same arms.
  @Test func radiiOfArmsAndOfTheJointModelDiffer() throws {
    let world = WorkedWorlds.disjoint()
    func learner(_ world: ScriptedContexts, _ model: ArmModel) throws -> LinUCB {
      try LinUCB(world.truth.problem, model: model, alpha: .oful, delta: 0.1)
    }
    #expect(play(try learner(world, .disjoint), world).arms.digits == "012101202012102001201020")
    let run = play(try learner(world, .shared), world)
    #expect(run.arms.digits == "012101202012102012200102")
    #expect(abs(run.learner.radius - 1.722301752) < 1e-8)
    let joint = WorkedWorlds.joint()
    #expect(play(try learner(joint, .shared), joint).arms == run.arms)
  }

  /// Keeping the products with actions that never change is only faster.
  @Test func keptProductsGiveTheSameArms() throws {
    for refactor in [1, 7, 1000] {
      var noise: [Double] = []
      for place in 0..<60 { noise.append(WorkedWorlds.fraction(Double(place) * WorkedWorlds.golden) - 0.5) }
      let world = WorkedWorlds.linear([noise], theta: [0.5, 0.3, -0.2], rounds: 400, isFixed: true)
      func arms(keepsProducts: Bool) throws -> [Int] {
        let learner = try LinUCB(
          world.truth.problem, model: .shared, alpha: .number(0.8), lambda: 0.1, noise: nil, norm: nil, delta: 0.05,
          refactor: refactor, keepsProducts: keepsProducts)
        return play(learner, world).arms
      }
      let slow = try arms(keepsProducts: false)
      #expect(try arms(keepsProducts: true) == slow)
      #expect(Set(slow).count > 5)
    }
  }

  /// One feature, {1, .5} with means .4 and .5: the model fits no line, and the better arm is never found.
  @Test func misspecifiedForEver() throws {
    let problem = ContextualProblem(armCount: 2, dimension: 1, isShared: false, horizon: 100, noiseScale: 0)
    let world = ScriptedContexts(problem, views: [[1, 0.5]]) { arm, _, _ in arm == 0 ? 0.4 : 0.5 }
    let run = play(try LinUCB(problem), world)
    #expect(Set(run.arms) == [0])
    #expect(abs(run.account.entry(for: .pseudo, group: "", after: 100).regret - 10) < 1e-9)
    #expect(run.account.measure(.bestArmShare, after: 100) == 0)
  }

  /// No bound where the parameter may be longer than is assumed, means exceed 1, or nothing is linear.
  @Test func boundOnlyUnderItsConditions() throws {
    let problem = WorkedWorlds.fixed().truth.problem
    func bound(norm: Double, truth: [Double]?) throws -> RegretBound? {
      let world = ScriptedContexts(problem, views: [[1, 0, 0, 1, 0.6, 0.7]], parameter: truth) { _, features, _ in
        features[features.startIndex]
      }
      let learner = try LinUCB(problem, alpha: .oful, norm: norm)
      return play(learner, world).learner.regretBound(on: world.truth)
    }
    #expect(try bound(norm: 1, truth: [0.5, 0.3]) != nil)
    #expect(try bound(norm: 0.1, truth: [0.5, 0.3]) == nil)
    #expect(try bound(norm: 2, truth: [0.5, 0.3]) == nil)
    #expect(try bound(norm: 1, truth: nil) == nil)
  }

  @Test func refusals() throws {
    let problem = ContextualProblem(armCount: 2, dimension: 2, isShared: false, horizon: 10)
    #expect(throws: InvalidSettings("noise", "the environment does not say how far rewards scatter; give `noise`")) {
      try LinUCB(problem, alpha: .oful)
    }
    #expect(throws: InvalidSettings.self) { try LinUCB(problem, alpha: .oful, noise: 1) }
    #expect(throws: InvalidSettings.self) { try LinUCB(problem, lambda: 0) }
    #expect(throws: InvalidSettings.self) { try LinUCB(problem, delta: 1) }
    let large = ContextualProblem(armCount: 2, dimension: 1001, isShared: false, horizon: 10)
    #expect(throws: InvalidSettings.self) { try LinUCB(large) }
  }

  @Test func conforms() {
    #expect(ContextualConformance.violations(of: LinUCB.self) == [])
    #expect(ContextualConformance.violations(of: LinUCB.self, settings: ["alpha": "oful"], in: .fixedActions) == [])
    #expect(
      ContextualConformance.violations(
        of: LinUCB.self, settings: ["model": "disjoint", "alpha": "oful-bound"], in: .contexts) == [])
  }
}
