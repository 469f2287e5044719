/// Places in a competition.
enum Ranking {
  /// The rank of each score: 1 for the smallest; equal scores share the smaller rank and the next rank is
  /// left out (1, 2, 2, 4). NaN has none.
  static func ranks(_ scores: [Double]) -> [Int?] {
    scores.map { score in score.isNaN ? nil : 1 + scores.count { $0 < score } }
  }
}
