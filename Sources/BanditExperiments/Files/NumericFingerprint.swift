import BanditStreams

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which bits this machine's mathematics gives: two machines with the same fingerprint are the same
/// *numeric platform*.
///
/// C libraries choose other code for `exp`, `log` and `pow` on processors without fused multiplication,
/// and other libraries have other code still: from 1 in 1500 (`exp`, `pow`) to 1 in 50000 (`lgamma`) of
/// the results differ in the last bit. Hence many arguments, drawn from a fixed stream so that the
/// compiler cannot compute the results itself; and some draws of each sampler.
public enum NumericFingerprint {
  /// The fingerprint of this machine; computed once, in about 3 ms.
  public static let current = compute()

  static func compute() -> Checksum {
    var sum = RunningChecksum()
    func absorb(_ number: Double) {
      withUnsafeBytes(of: number.bitPattern.littleEndian) { sum.add($0) }
    }
    var noise = RandomStream(key: StreamKey(seed: 0).child(label: "numeric fingerprint"))
    for _ in 0..<argumentCount {
      let u = noise.uniform()
      let (logGamma, _): (Double, Int) = lgamma(50 * u + 0.01)
      absorb(exp(40 * u - 20))
      absorb(log(u + 0x1p-60))
      absorb(pow(1 + 9 * u, 5.3 * u - 2.1))
      absorb(logGamma)
    }
    for sampler in samplers {
      for _ in 0..<drawsPerSampler { absorb(sampler.sample(from: &noise)) }
    }
    return sum.finish()
  }

  private static let argumentCount = 1 << 14
  private static let drawsPerSampler = 64

  /// Every sampler, with parameters on each side of the branches of its algorithm.
  private static var samplers: [any Distribution] {
    do {
      return [
        try Uniform(lower: -1, upper: 2), try Bernoulli(p: 0.3), try Gaussian(mean: 0.5, sd: 2),
        try Gamma(shape: 2.5), try Gamma(shape: 0.3), try Beta(a: 2.5, b: 7.3), try Beta(a: 0.5, b: 0.5),
        try Categorical(weights: [1, 2, 3]),
      ]
    } catch {
      preconditionFailure("the fingerprint's samplers are valid: \(error)")
    }
  }
}
