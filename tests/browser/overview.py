"""The README's first picture: three screens side by side."""

from pathlib import Path

from PIL import Image

SCREENS = ("chat", "survey", "console")
WIDTH = 1400
_EDGE = 36
_GROUND, _LINE = (233, 237, 240), (176, 184, 190)


def compose(folder: Path) -> None:
    """Put the three screens of a run into overview.png; without all three nothing is made."""
    files = [folder / f"{name}.png" for name in SCREENS]
    if not all(file.exists() for file in files):
        return
    across = (WIDTH - _EDGE * (len(files) + 1)) // len(files)
    screens = [_framed(Image.open(file).convert("RGB"), across) for file in files]
    tall = max(screen.height for screen in screens)
    picture = Image.new("RGB", (WIDTH, tall + 2 * _EDGE), _GROUND)
    for at, screen in enumerate(screens):
        picture.paste(screen, (_EDGE + at * (across + _EDGE), _EDGE))
    picture.quantize(256).save(folder / "overview.png", optimize=True)


def _framed(screen: Image.Image, across: int) -> Image.Image:
    inner = screen.resize((across - 2, (across - 2) * screen.height // screen.width), Image.Resampling.LANCZOS)
    framed = Image.new("RGB", (inner.width + 2, inner.height + 2), _LINE)
    framed.paste(inner, (1, 1))
    return framed
