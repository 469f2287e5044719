import BanditCommandLine

Simulate.main()
