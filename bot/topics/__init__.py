"""What the bot can talk about, one file each. A topic is pure: desk, state and event in, a Turn out."""
