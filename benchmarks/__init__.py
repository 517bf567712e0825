"""Measurements against a peer in the same run. `make bench`; figures in results.json, proofs in proofs.json."""
