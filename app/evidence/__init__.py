"""Papers that show what this installation does, made from the installation itself."""
