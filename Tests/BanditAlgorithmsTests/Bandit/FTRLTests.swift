import BanditCards
import BanditGames
import BanditNumerics
import BanditStreams
import BanditTesting
import Testing

@testable import BanditAlgorithms

struct FTRLTests {
  /// Golden numbers: `Tests/Reference/ftrl.py`.
  @Test func referenceTraces() throws {
    let script: [(regularizer: String, schedule: String, estimator: String, weights: [Double])] = [
      ("entropy", "fixed", "iw", [0.2984523527559554, 0.45623609281344096, 0.24531155443060385]),
      ("entropy", "anytime", "iw", [0.23615630590107564, 0.6196736809060195, 0.14417001319290493]),
      ("entropy", "doubling", "iw", [0.22753203260863736, 0.3864748663844335, 0.385993101006929]),
      ("entropy", "self-confident", "iw", [0.12017680115211973, 0.8302713551384431, 0.04955184370943712]),
      ("entropy", "anytime", "optimistic", [0.15880229907409774, 0.6197880866059036, 0.22140961431999878]),
      ("entropy", "anytime", "ix", [0.2868362738315852, 0.5098874505869568, 0.203276275581458]),
      ("tsallis", "fixed", "iw", [0.23354326186318494, 0.6030566152460661, 0.163400122890749]),
      ("tsallis", "anytime", "iw", [0.08773228148766611, 0.8694498328699358, 0.042817885642398114]),
      ("tsallis", "doubling", "iw", [0.16120059944896742, 0.3906757793882427, 0.44812362116278986]),
      ("tsallis", "self-confident", "iw", [0.021072291514497403, 0.9699783366432366, 0.00894937184226602]),
      ("tsallis", "anytime", "optimistic", [0.0697619346821111, 0.7337762718612683, 0.19646179345662074]),
      ("tsallis", "anytime", "ix", [0.2687882044366401, 0.535270230678057, 0.195941564885303]),
      ("tsallis.7", "fixed", "iw", [0.22587897389903125, 0.6307697134399298, 0.14335131266103893]),
      ("tsallis.7", "anytime", "iw", [0.0612085101421033, 0.9229801190023735, 0.015811370855523192]),
      ("tsallis.7", "doubling", "iw", [0.14257828933175798, 0.39697843384866865, 0.46044327681957337]),
      ("tsallis.7", "self-confident", "iw", [0.006664697931038154, 0.9923636804441491, 0.0009716216248126695]),
      ("tsallis.7", "anytime", "optimistic", [0.024992797586702527, 0.590994301360154, 0.3840129010531436]),
      ("tsallis.7", "anytime", "ix", [0.25590280044572433, 0.5748597290334794, 0.16923747052079627]),
      ("log-barrier", "fixed", "iw", [0.25897172569227206, 0.5317465063927513, 0.20928176791497657]),
      ("log-barrier", "anytime", "iw", [0.2063832757945863, 0.6374983900816402, 0.15611833412377363]),
      ("log-barrier", "doubling", "iw", [0.24053870043837128, 0.3768206068115809, 0.3826406927500478]),
      ("log-barrier", "self-confident", "iw", [0.08457464544226694, 0.8578895811594551, 0.057535773398278006]),
      ("log-barrier", "anytime", "optimistic", [0.16574529825285364, 0.6389102359342401, 0.19534446581290618]),
      ("log-barrier", "anytime", "ix", [0.295618593486337, 0.458934968200744, 0.24544643831291904]),
      ("hybrid", "fixed", "iw", [0.25100636551648997, 0.5585592027390874, 0.1904344317444226]),
      ("hybrid", "anytime", "iw", [0.14287664615341536, 0.7645039974212258, 0.09261935642535876]),
      ("hybrid", "doubling", "iw", [0.19576583598887312, 0.38760320253890307, 0.41663096147222384]),
      ("hybrid", "self-confident", "iw", [0.034853835284635724, 0.9426282954015336, 0.02251786931383077]),
      ("hybrid", "anytime", "optimistic", [0.11430434700922022, 0.7133379497902554, 0.17235770320052432]),
      ("hybrid", "anytime", "ix", [0.2570799889372302, 0.5563679363280911, 0.18655207473467875]),
      ("tsallis", "anytime", "rv", [0.006596716596293424, 0.9925507649130949, 0.0008525184906116823]),
    ]
    for line in script {
      let policy = try make(
        FTRL.self,
        [
          "regularizer": .text(line.regularizer == "tsallis.7" ? "tsallis" : line.regularizer),
          "alpha": .number(line.regularizer == "tsallis.7" ? 0.7 : 0.5), "schedule": .text(line.schedule),
          "estimator": .text(line.estimator),
        ], arms: 3, horizon: 100)
      #expect(
        distance(weights(of: policy) { $0.weights }, line.weights) < 1e-9,
        "\(line.regularizer) \(line.schedule) \(line.estimator)")
    }
  }

  @Test func mirrorDescent() throws {
    let script: [(String, [Double])] = [
      ("entropy", [0.059983601378287926, 0.8411666084853635, 0.0988497901363486]),
      ("tsallis", [0.01064860712084644, 0.971506041255259, 0.017845351623894633]),
      ("log-barrier", [0.1395101112491418, 0.7174333349387773, 0.14305655381208104]),
    ]
    for (regularizer, expected) in script {
      let policy = try make(
        FTRL.self, ["regularizer": .text(regularizer), "update": .text("omd")], arms: 3, horizon: 100)
      #expect(distance(weights(of: policy) { $0.weights }, expected) < 1e-9, "\(regularizer)")
    }
  }

  /// A fixed rate that is given; descent and leader then agree.
  @Test(arguments: ["entropy", "tsallis", "log-barrier", "hybrid"]) func givenRate(regularizer: String) throws {
    let found = try ["ftrl", "omd"].map { update in
      let policy = try make(
        FTRL.self,
        [
          "regularizer": .text(regularizer), "update": .text(update), "schedule": .text("fixed"),
          "learningRate": .number(0.4), "barrier": .number(0.1),
        ], arms: 3)
      return weights(of: policy) { $0.weights }
    }
    #expect(distance(found[0], found[1]) < 1e-12)
    #expect(distance(found[0], [1.0 / 3, 1.0 / 3, 1.0 / 3]) > 0.01)
  }

  /// Its defaults are Tsallis-INF with importance weighting.
  @Test func isTsallisINF() throws {
    let arms = [
      playScript(learner: try make(FTRL.self, arms: 4), rewards: unevenRewards, rounds: 300),
      playScript(
        learner: try make(TsallisINF.self, ["estimator": .text("iw")], arms: 4), rewards: unevenRewards, rounds: 300),
    ]
    #expect(arms[0] == arms[1])
  }

  @Test func partsThatDoNotGoTogether() {
    func path(_ settings: Settings) -> String? {
      do { _ = try make(FTRL.self, settings) } catch { return (error as? InvalidSettings)?.path }
      return nil
    }
    #expect(path(["estimator": .text("rv"), "regularizer": .text("entropy")]) == "estimator")
    #expect(path(["estimator": .text("rv"), "alpha": .number(0.4)]) == "estimator")
    #expect(path(["estimator": .text("rv")]) == nil)
    #expect(path(["estimator": .text("optimistic"), "update": .text("omd")]) == "estimator")
  }

  @Test(arguments: ["entropy", "tsallis", "log-barrier", "hybrid"], ["ftrl", "omd"])
  func conforms(regularizer: String, update: String) {
    #expect(
      BanditConformance.violations(
        of: FTRL.self, settings: ["regularizer": .text(regularizer), "update": .text(update)],
        isRandomized: true) == [])
  }

  @Test(arguments: ["fixed", "doubling", "self-confident"], ["iw", "rv", "ix", "optimistic"])
  func conforms(schedule: String, estimator: String) {
    #expect(
      BanditConformance.violations(
        of: FTRL.self, settings: ["schedule": .text(schedule), "estimator": .text(estimator)],
        isRandomized: true) == [])
  }

  @Test func refusesUnboundedRewards() {
    #expect(throws: InvalidSettings.self) { try make(FTRL.self, rewards: nil) }
  }

  @Test func typedAndNamedSettingsAgree() throws {
    #expect(
      pullTheSameArms(
        try make(
          FTRL.self,
          [
            "regularizer": .text("hybrid"), "barrier": .number(0.1), "schedule": .text("self-confident"),
            "learningRate": .number(0.4), "estimator": .text("ix"), "update": .text("omd"),
          ], arms: 4, horizon: 300),
        try FTRL(
          problemOfFour, regularizer: .hybrid, barrier: 0.1, schedule: .selfConfident, learningRate: 0.4,
          estimator: .ix, update: .omd)))
    #expect(
      pullTheSameArms(
        try make(FTRL.self, ["alpha": .number(0.7)], arms: 4, horizon: 300), try FTRL(problemOfFour, alpha: 0.7)))
    // All losses cannot be seen.
    #expect(throws: InvalidSettings.self) { try FTRL(problemOfFour, estimator: .full) }
  }
}
