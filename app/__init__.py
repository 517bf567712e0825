"""Floor 3: the composition root. Settings, wiring, factories, worker, command line. Sees everything."""
