"""The small pictures of a poster's steps, drawn in black lines so that any printer does them well."""

_PHONE = '<rect x="16" y="4" width="32" height="56" rx="5"/><path d="M28 55h8"/>'
_CORNERS = '<path d="M22 22v-6h6M36 16h6v6M42 36v6h-6M28 42h-6v-6"/>'
_SQUARES = '<path d="M27 22h4v4h-4zM34 22h3v3h-3zM27 31h3v3h-3zM34 30h4v6h-4z"/>'
_BANNER = '<rect x="12" y="12" width="40" height="11" rx="4" fill="#000"/>'
_FINGER = '<path d="M34 20v18l-4-3c-2-1-4 1-3 3l7 12h11l3-9v-6l-9-3V20a2.5 2.5 0 0 0-5 0z" fill="#fff"/>'
_CHOICES = (
    '<circle cx="24" cy="18" r="3"/><path d="M31 18h11"/><circle cx="24" cy="29" r="3" fill="#000"/>'
    '<path d="M31 29h11"/><circle cx="24" cy="40" r="3"/><path d="M31 40h11"/>'
)
_SHEET = '<path d="M14 6h30l8 8v44H14z"/><path d="M44 6v8h8M21 24h22M21 33h22M21 42h10"/>'
_PEN = '<path d="M38 48l14-14 4 4-14 14-6 2z" fill="#fff"/>'

_DRAWN = {
    "scan": _PHONE + _CORNERS + _SQUARES,
    "tap": _PHONE + _BANNER + _FINGER,
    "answer": _PHONE + _CHOICES,
    "note": _SHEET + _PEN,
}


def svg(name: str) -> str:
    """The picture as inline SVG, without meaning for a screen reader: the sentence beside it says the same."""
    return (
        '<svg viewBox="0 0 64 64" aria-hidden="true" fill="none" stroke="#000" stroke-width="2.5" '
        f'stroke-linejoin="round" stroke-linecap="round">{_DRAWN[name]}</svg>'
    )
