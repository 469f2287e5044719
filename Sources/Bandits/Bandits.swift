// The umbrella: research code writes `import Bandits`.
@_exported import BanditAlgorithms
@_exported import BanditEnvironments
@_exported import BanditExperiments
@_exported import BanditGames
@_exported import BanditStreams
