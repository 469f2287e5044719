// swift-tools-version: 6.2
// Bandits: the simulation toolkit for bandits and online learning.
// The targets form the layers that Docs/Architecture.md describes; an import that
// would point upwards does not compile.
import PackageDescription

let products: [Product] = [
  .executable(name: "simulate", targets: ["simulate"]),
  .library(name: "Bandits", targets: ["Bandits"]),
  .library(name: "BanditScenarios", targets: ["BanditScenarios"]),
  .library(name: "BanditNumerics", targets: ["BanditNumerics"]),
  .library(name: "BanditCommandLine", targets: ["BanditCommandLine"]),
  .library(name: "BanditTesting", targets: ["BanditTesting"]),
]

let argumentParser: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
// macOS has CryptoKit.
let crypto: Target.Dependency = .target(name: "CBanditCrypto", condition: .when(platforms: [.linux]))
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

let targets: [Target] = [
  .systemLibrary(
    name: "CBanditGSL", pkgConfig: "gsl",
    providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
  .systemLibrary(name: "CBanditCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  .target(name: "CBanditKernels"),
  .target(name: "CBanditProcess"),
  .target(name: "BanditStreams", dependencies: ["CBanditGSL", "CBanditKernels"]),
  .target(name: "BanditNumerics", dependencies: ["CBanditGSL", "CBanditKernels"]),
  .target(name: "BanditCards"),
  .target(name: "BanditComparators", dependencies: ["BanditNumerics"]),
  .target(
    name: "BanditGames",
    dependencies: ["BanditCards", "BanditComparators", "BanditStreams", "BanditNumerics", "CBanditKernels"]),
  .target(name: "BanditEnvironments", dependencies: ["BanditGames"]),
  .target(name: "BanditAlgorithms", dependencies: ["BanditGames", "CBanditKernels"]),
  .target(name: "BanditExperiments", dependencies: ["BanditGames", "CBanditProcess", crypto]),
  .target(name: "BanditFigures", dependencies: ["BanditExperiments"]),
  .target(name: "BanditCatalogue", dependencies: ["BanditEnvironments", "BanditExperiments"]),
  // Two targets of entries, because each is compiled on one core.
  .target(name: "BanditCatalogueStochastic", dependencies: ["BanditCatalogue", "BanditAlgorithms"]),
  .target(name: "BanditCatalogueFamilies", dependencies: ["BanditCatalogue", "BanditAlgorithms"]),
  .target(
    name: "BanditScenarios",
    dependencies: ["BanditCatalogueStochastic", "BanditCatalogueFamilies", yams]),
  .target(
    name: "BanditCommandLine", dependencies: ["BanditScenarios", "BanditFigures", argumentParser],
    plugins: [.plugin(name: "SourceState")]),
  .plugin(name: "SourceState", capability: .buildTool()),
  .executableTarget(name: "simulate", dependencies: ["BanditCommandLine"]),
  .target(
    name: "Bandits",
    dependencies: ["BanditEnvironments", "BanditAlgorithms", "BanditExperiments", "BanditFigures"]),
  .target(name: "BanditTesting", dependencies: ["BanditGames", "BanditNumerics", "BanditStreams"]),

  .testTarget(
    name: "BanditStreamsTests",
    dependencies: ["BanditStreams", "BanditNumerics", "BanditTesting", "CBanditKernels"]),
  .testTarget(name: "BanditNumericsTests", dependencies: ["BanditNumerics", "BanditStreams"]),
  .testTarget(name: "BanditCardsTests", dependencies: ["BanditCards"]),
  .testTarget(
    name: "BanditComparatorsTests",
    dependencies: ["BanditComparators", "BanditGames", "BanditStreams", "BanditTesting"]),
  .testTarget(name: "BanditGamesTests", dependencies: ["BanditGames", "BanditTesting"]),
  .testTarget(name: "BanditTestingTests", dependencies: ["BanditTesting"]),
  .testTarget(
    name: "BanditEnvironmentsTests", dependencies: ["BanditEnvironments", "BanditTesting"]),
  .testTarget(name: "BanditAlgorithmsTests", dependencies: ["BanditAlgorithms", "BanditTesting"]),
  .testTarget(
    name: "BanditExperimentsTests", dependencies: ["BanditExperiments", "BanditTesting"]),
  .testTarget(name: "BanditFiguresTests", dependencies: ["BanditFigures", "BanditScenarios", "BanditTesting"]),
  .testTarget(name: "BanditScenariosTests", dependencies: ["BanditScenarios", "BanditTesting"]),
  .testTarget(
    name: "BanditCommandLineTests",
    dependencies: ["BanditCommandLine", "BanditTesting", "simulate"]),
]

// `BANDITS_STRICT=1 swift build` treats warnings as errors; continuous integration sets it.
let strict: [SwiftSetting] =
  Context.environment["BANDITS_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : []
for target in targets where ![.system, .plugin].contains(target.type) && target.name != "CBanditKernels" {
  target.swiftSettings = [.enableUpcomingFeature("ExistentialAny")] + strict
}

let package = Package(
  name: "bandits",
  platforms: [.macOS(.v15)],
  products: products,
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: targets,
  swiftLanguageModes: [.v6]
)
