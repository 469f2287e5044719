// Numbers as text without strings in between: most of the work of writing tables.

extension [UInt8] {
  /// Adds the digits of a whole number.
  mutating func append(whole: Int) {
    if whole < 0 { append(UInt8(ascii: "-")) }
    append(digits: whole.magnitude, atLeast: 1)
  }

  /// Adds a finite number as its `description` has it: with the fewest digits that read back exactly.
  mutating func append(shortest number: Double) {
    if !append(decimals: 0, of: number) && !append(decimals: 2, of: number) && !append(decimals: 4, of: number) {
      append(contentsOf: number.description.utf8)
    }
  }

  /// Adds a number that has so many decimals or fewer, as its `description` has it; nothing, and `false`, for other
  /// numbers and for some that are large, small or negative zero.
  ///
  /// Two decimal numbers of 15 digits never read as the same binary one. So one of them that reads as the number is the
  /// shortest that does; and it does if the division, which rounds correctly, gives the number.
  private mutating func append(decimals: Int, of number: Double) -> Bool {
    let magnitude = number.magnitude
    guard magnitude < 1e11, magnitude >= 1e-3 || (magnitude == 0 && number.sign == .plus) else { return false }
    let scale = decimals == 0 ? 1.0 : decimals == 2 ? 1e2 : 1e4
    let scaled = (magnitude * scale).rounded()
    guard scaled / scale == magnitude else { return false }
    let whole = UInt(scaled)
    let (above, below) = whole.quotientAndRemainder(dividingBy: UInt(scale))
    if number < 0 { append(UInt8(ascii: "-")) }
    append(digits: above, atLeast: 1)
    append(UInt8(ascii: "."))
    append(digits: below, atLeast: Swift.max(1, decimals))
    let zero = UInt8(ascii: "0")
    while self[count - 1] == zero && self[count - 2] != UInt8(ascii: ".") { removeLast() }
    return true
  }

  private mutating func append(digits number: UInt, atLeast least: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var (rest, first) = (number, 20)
      while rest > 0 || first > 20 - least {
        first -= 1
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        buffer[first] = UInt8(ascii: "0") + UInt8(digit)
        rest = quotient
      }
      append(contentsOf: UnsafeBufferPointer(rebasing: buffer[first...]))
    }
  }
}
