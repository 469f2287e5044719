import BanditGames
import BanditStreams
import BanditTesting
import Testing

struct ScriptedTasksTests {
  /// Lengths start over, and pulls count from 0 in each task.
  @Test func theScript() {
    var tasks = ScriptedTasks(armCount: 2, lengths: [2, 1]) { task, arm, pull in (task + arm + pull) % 2 == 0 }
    var noise = RandomStream(key: StreamKey(seed: 1))
    var outcomes: [[Double]] = []
    for (task, arms) in [[0, 0], [1], [1, 1]].enumerated() {
      tasks.beginTask(task, noise: &noise)
      for arm in arms {
        let outcome = tasks.pull(arm, at: 1, noise: &noise)
        outcomes.append([outcome.arm.reward, outcome.endsTask ? 1 : 0])
      }
    }
    #expect(outcomes == [[1, 0], [0, 1], [1, 1], [0, 0], [1, 1]])
    #expect(tasks.armCount == 2 && tasks.means == [0.5, 0.5])
  }
}
