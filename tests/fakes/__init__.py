"""Ordinary typed classes at the ports."""
