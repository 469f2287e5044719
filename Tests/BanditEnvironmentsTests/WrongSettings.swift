import BanditCards
import BanditGames

/// Settings that a model should refuse but accepts: valid ones with an unknown name, with a required parameter missing,
/// or with a value of the wrong kind or out of range in the place of each parameter in turn.
func wrongSettingsThatPass<Model: EnvironmentModel>(
  _ type: Model.Type, valid: Settings, horizon: Int = 100
) -> [String] {
  func complaint(_ settings: Settings, about name: String) -> String? {
    do throws(InvalidSettings) {
      _ = try Model(settings: settings, horizon: horizon)
      return "\(name): \(settings[name].map { "\($0)" } ?? "absent")"
    } catch {
      return error.path.hasPrefix(name) ? nil : "\(name): blames \(error.path)"
    }
  }
  func changed(_ name: String, _ value: Setting?) -> Settings {
    Settings(valid.entries.filter { $0.name != name } + (value.map { [Settings.Entry(name, $0)] } ?? []))
  }
  let values: [Setting] = [
    .flag(true), .text("nonsense"), .whole(-7), .whole(.max), .number(.nan), .number(.infinity), .number(-1e300),
    .number(1e300), .list([]), .list([.text("x")]), .list([.number(.nan)]), .list([.object([:])]), .object([:]),
    .object(["nonsense": .whole(1)]),
  ]
  var passed = [complaint(changed("nonsense", .whole(1)), about: "nonsense")]
  if (try? Model(settings: valid, horizon: horizon)) == nil { passed.append("the valid settings are refused") }
  for parameter in Model.card.parameters {
    for value in values {
      let complaint = complaint(changed(parameter.name, value), about: parameter.name)
      // What the kind accepts may be refused beside the other settings, but must not trap.
      if !parameter.kind.accepts(value) { passed.append(complaint) }
    }
    if parameter.defaultValue == .required {
      passed.append(complaint(changed(parameter.name, nil), about: parameter.name))
    }
  }
  return passed.compactMap { $0 }
}
