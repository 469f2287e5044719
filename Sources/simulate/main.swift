import BanditCommandLine

await Simulate.main()
