// swift-tools-version: 6.2
// A policy of your own, outside the package.
import PackageDescription

let package = Package(
  name: "OwnPolicy",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "bandits", path: "../..")],
  targets: [
    .executableTarget(
      name: "OwnPolicy",
      dependencies: [
        .product(name: "Bandits", package: "bandits"),
        .product(name: "BanditCommandLine", package: "bandits"),
      ])
  ]
)
