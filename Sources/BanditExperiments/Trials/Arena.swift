import BanditCards
import BanditGames
import BanditStreams

/// What trials need to know of an environment, wherever it comes from.
@usableFromInline
struct Arena<Environment: Sendable, Problem: ProblemStatement>: Sendable {
  let label: String
  let title: Title?
  let mainNotion: Notion?
  /// What it reports itself; `nil` if nobody knows.
  let metrics: [Metric]?
  /// As a scenario would describe it, if it was described that way.
  let resolved: Settings?
  @usableFromInline let problem: Problem
  let changePoints: [Int]
  let groups: @Sendable (Notion) -> [NotionGroup]
  let events: @Sendable (Metric.Scope) -> [Metric.Event]
  let facts: [String]
  let largestGap: Double?
  let absence: @Sendable (Notion) -> String?
  @usableFromInline let instance: @Sendable (_ replication: Int, _ stream: inout RandomStream) -> Environment
}

extension Arena {
  /// An environment that a model describes.
  init<Model: EnvironmentModel>(_ model: Model, label: String, title: Title? = nil, resolved: Settings? = nil)
  where Model.Instance == Environment, Model.Problem == Problem {
    self.init(
      label: label, title: title, mainNotion: Model.card.mainNotion, metrics: Model.card.metrics, resolved: resolved,
      problem: model.problem, changePoints: model.changePoints, groups: model.groups, events: model.events,
      facts: model.facts, largestGap: model.largestGap, absence: { model.absence(of: $0) },
      instance: { model.instance(of: $0, from: &$1) })
  }
}
