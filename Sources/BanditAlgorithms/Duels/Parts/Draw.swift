import BanditStreams

extension RandomStream {
  /// One of some numbers, uniformly; a single one without a draw.
  ///
  /// - Precondition: at least one.
  mutating func element(of choices: [Int]) -> Int {
    choices.count == 1 ? choices[0] : choices[integer(below: choices.count)]
  }
}
