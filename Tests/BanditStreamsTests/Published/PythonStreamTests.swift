import BanditStreams
import Testing

/// Expected numbers: Python's `random.Random`, by Tests/Reference/groupwise.py, and published data.
struct PythonStreamTests {
  @Test func uniformNumbers() {
    var stream = PythonStream(seed: 21)
    for number in [0.16494948, 0.68976692, 0.63499994] { #expect(abs(stream.uniform() - number) < 5e-9) }
  }

  @Test func choicesByWeights() {
    var stream = PythonStream(seed: 12)
    #expect(
      stream.choices(weights: [0.1, 0, 0.6, 0.3], count: 20)
        == [2, 2, 2, 2, 0, 2, 2, 3, 2, 2, 2, 2, 2, 2, 2, 3, 0, 3, 0, 2])
  }
}
