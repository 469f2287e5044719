import BanditGames
import Testing

@testable import BanditEnvironments

struct LoggedRoundsTests {
  private func read(
    _ text: String, columns: String? = nil, needsPropensities: Bool = true
  ) throws -> LoggedRounds {
    try LoggedRounds(bytes: Array(text.utf8), columns: columns, needsPropensities: needsPropensities)
  }

  private func mistake(_ text: String, columns: String? = nil) -> String? {
    do {
      _ = try read(text, columns: columns)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func contexts() throws {
    let log = try read("t,context,arm,propensity,reward\n1,1,0,0.5,1\n2,0,2,0.25,-0.5\n")
    #expect(
      log.contexts == [1, 0] && log.arms == [0, 2] && log.propensities == [0.5, 0.25] && log.rewards == [1, -0.5])
    #expect(log.shape == LogShape(armCount: 3) && log.contextCount == 2)
    let problem = log.problem
    #expect(problem.armCount == 3 && problem.contextCount == 2 && problem.dimension == 2 && problem.isShared)
    #expect(problem.horizon == 2 && problem.rewardRange == -0.5...1)
    var view = ContextualView(of: problem)
    log.show(&view, at: 0)
    #expect(view.context == 1 && view.features == [0, 1])
    log.show(&view, at: 1)
    #expect(view.context == 0 && view.features == [1, 0])
  }

  /// Columns in any order, others beside them, a text in quotes.
  @Test func features() throws {
    let log = try read("reward,note,x1,x0,arm,propensity,p1,p0\n1,\"a, b\",2,3,1,0.25,0.25,0.75\n")
    #expect(log.features == [3, 2] && log.probabilities == [0.75, 0.25])
    #expect(log.shape == LogShape(armCount: 2, featureCount: 2, hasProbabilities: true))
    #expect(log.contextCount == nil && log.contexts == [nil])
    var view = ContextualView(of: log.problem)
    log.show(&view, at: 0)
    #expect(view.context == nil && view.features == [3, 2] && view.isShared)
  }

  @Test func featuresOfArms() throws {
    let log = try read("arm,propensity,reward,f0_0,f0_1,f1_0,f1_1\n1,1,0,1,2,3,4\n0,1,0,5,6,7,8\n")
    #expect(log.shape == LogShape(armCount: 2, featureCount: 2, isShared: false))
    var view = ContextualView(of: log.problem)
    log.show(&view, at: 1)
    #expect(view.features == [5, 6, 7, 8] && !view.isShared && view.features(of: 1) == [7, 8])
  }

  /// A log in which nothing is shown has the feature 1.
  @Test func nothingShown() throws {
    let log = try read("arm,propensity,reward\n1,0.5,0\n")
    var view = ContextualView(of: log.problem)
    log.show(&view, at: 0)
    #expect(view.features == [1] && log.problem.contextCount == nil && log.shape.armCount == 2)
  }

  @Test func columnsOfAPolicy() throws {
    let text = "arm,propensity,reward,e0,e1\n1,0.5,0,0.25,0.75\n0,0.5,1,1,0\n"
    #expect(try read(text, columns: "e").targets == [0.25, 0.75, 1, 0])
    #expect(try read(text).targets.isEmpty)
  }

  @Test func propensitiesMayBeUnknown() throws {
    let text = "arm,propensity,reward\n0,,1\n"
    #expect(try read(text, needsPropensities: false).propensities == [nil])
    #expect(mistake(text) == "line 2: column \"propensity\": found \"\"; accepted: a number in (0, 1]")
  }

  @Test(arguments: [
    ("arm,reward\n0,1\n", "line 1: no column \"propensity\"; accepted: at least"),
    ("arm,propensity,reward\n", "no rows; accepted: at least one round"),
    ("arm,propensity,reward\n0,0.5\n", "line 2: 2 fields; accepted: 3"),
    (
      "arm,propensity,reward\n0,0.5,1\n0,0,1\n",
      "line 3: column \"propensity\": found \"0\"; accepted: a number in (0, 1]"
    ),
    ("arm,propensity,reward\n0,1.5,1\n", "line 2: column \"propensity\": found \"1.5\""),
    ("arm,propensity,reward\n0,nan,1\n", "line 2: column \"propensity\": found \"nan\""),
    ("arm,propensity,reward\n0,1,x\n", "line 2: column \"reward\": found \"x\"; accepted: a finite decimal number"),
    ("arm,propensity,reward\n-1,1,0\n", "line 2: column \"arm\": found \"-1\"; accepted: an arm in 0...9999"),
    ("arm,propensity,reward\n1.0,1,0\n", "line 2: column \"arm\": found \"1.0\""),
    ("arm,propensity,reward\n99999999999999999999,1,0\n", "line 2: column \"arm\": found"),
    ("arm,propensity,reward,p0,p1\n2,1,0,0,1\n", "line 2: column \"arm\": found \"2\"; accepted: an arm in 0...1"),
    ("context,arm,propensity,reward\n-1,0,1,0\n", "line 2: column \"context\": found \"-1\""),
    ("context,arm,propensity,reward\n1000000,0,1,0\n", "line 2: column \"context\": found \"1000000\""),
    ("arm,propensity,reward,x0\n0,1,0,\n", "line 2: column \"x0\": found \"\"; accepted: a finite decimal number"),
    ("arm,propensity,reward,x1\n0,1,0,1\n", "line 1: no column \"x0\", but 1 of its kind"),
    ("arm,propensity,reward,f0_0,f1_1\n0,1,0,1,1\n", "line 1: no column \"f0_1\""),
    ("arm,propensity,reward,f999999_999999\n0,1,0,1\n", "line 1: no column \"f0_0\""),
    ("arm,propensity,reward,x0,f0_0\n0,1,0,1,1\n", "line 1: both \"x0\" and \"f0_0\""),
    ("arm,propensity,reward,f0_0,p0,p1\n0,1,0,1,1,0\n", "line 1: columns \"f\" for 1 arm, but columns \"p\" for 2"),
    ("arm,propensity,reward,p0,p1\n0,0.5,0,0.5,0.6\n", "line 2: the columns \"p0\" to \"p1\" have the sum 1.1"),
    (
      "arm,propensity,reward,p0,p1\n0,0.5,0,1.5,-0.5\n",
      "line 2: column \"p0\": found \"1.5\"; accepted: a number in [0, 1]"
    ),
    ("arm,propensity,reward,p0,p1\n0,0.5,0,0.4,0.6\n", "line 2: column \"p0\": found \"0.4\"; but the propensity"),
    ("", "the file is empty"),
  ])
  func mistakes(text: String, message: String) {
    let found = mistake(text)
    #expect(found?.hasPrefix(message) == true, "\(found ?? "none")")
  }

  @Test func mistakesOfAPolicysColumns() {
    #expect(mistake("arm,propensity,reward\n0,1,0\n", columns: "e")?.contains("no column \"e0\"") == true)
    let wrong = mistake("arm,propensity,reward,e0,e1\n0,1,0,0.5,0.4\n", columns: "e")
    #expect(wrong?.contains("the columns \"e0\" to \"e1\" have the sum 0.9") == true, "\(wrong ?? "none")")
  }
}
