import BanditStreams

/// Thompson's choice among arms with beta posteriors.
enum BetaPosteriors {
  /// The arm with the largest draw from its posterior, the lowest index on ties; one draw for each arm.
  static func arm(successes: [Double], failures: [Double], noise: inout RandomStream) -> Int {
    var best = 0
    var highest = -Double.infinity
    for arm in successes.indices {
      let theta = Beta.draw(a: successes[arm], b: failures[arm], from: &noise)
      if theta > highest {
        highest = theta
        best = arm
      }
    }
    return best
  }
}
