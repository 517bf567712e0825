"""Floor 0: the few words everybody shares. Standard library only."""
