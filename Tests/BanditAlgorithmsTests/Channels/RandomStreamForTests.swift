import BanditStreams

/// Noise for learners that draw none.
enum RandomStreamForTests {
  static func make() -> RandomStream { RandomStream(key: StreamKey(seed: 0)) }
}
