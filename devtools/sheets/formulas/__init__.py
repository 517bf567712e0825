"""Formulas: kept as text, moved with their cells, and worked out when somebody asks for the result."""

from devtools.sheets.formulas.calculate import Calculation, CellError
from devtools.sheets.formulas.text import after_edit, after_move, after_rename

__all__ = ["Calculation", "CellError", "after_edit", "after_move", "after_rename"]
