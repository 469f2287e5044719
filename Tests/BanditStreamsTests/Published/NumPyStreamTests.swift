import BanditStreams
import Testing

/// Expected numbers: NumPy's `RandomState`, by Tests/Reference/groupwise.py, and published shuffles.
struct NumPyStreamTests {
  @Test func normalNumbersComeInPairs() {
    var stream = NumPyStream(seed: 7)
    let expected = [1.6905257038, -0.465937370541, 0.0328201636786, 0.407516282997, -0.788923028626]
    for number in expected { #expect(abs(stream.gaussian() - number) < 1e-11) }
    // The other one of the third pair is kept while a uniform number is drawn.
    #expect(abs(stream.uniform() - 0.268438980102) < 1e-12)
    #expect(abs(stream.gaussian() - 0.00206557290595) < 1e-13)
  }

  @Test func permutations() {
    var stream = NumPyStream(seed: 473)
    #expect(stream.permutation(of: 10) == [3, 5, 9, 7, 4, 0, 2, 1, 8, 6])
    stream = NumPyStream(seed: 473)
    let long = stream.permutation(of: 1338)
    #expect(Array(long.prefix(10)) == [526, 908, 1051, 822, 1330, 1301, 1120, 601, 98, 1318])
    #expect(long.sorted() == Array(0..<1338))
    stream = NumPyStream(seed: 205)
    #expect(stream.permutation(of: 0) == [] && stream.permutation(of: 1) == [0])
    #expect(stream.permutation(of: 17) == [7, 6, 10, 1, 12, 13, 5, 16, 9, 3, 11, 0, 15, 8, 14, 4, 2])
  }

  /// The stream of the published synthetic data.
  @Test func uniformNumbers() {
    var stream = NumPyStream(seed: 21)
    for number in [0.04872488, 0.28910966, 0.72096635] { #expect(abs(stream.uniform() - number) < 5e-9) }
  }
}
