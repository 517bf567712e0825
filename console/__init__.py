"""Staff pages under /console. Wiring: `console.parts.Parts` and `console.room.install`; verbs: `console.accounts`."""
