"""What is asked: the catalogue of derivations, one YAML file each.

Imports nothing of ours: everything else may read it.
"""

from derivations.loader import CatalogueError, catalogue, load_derivation, own_folder
from derivations.model import Connection, Derivation, Milestone, Notation, WrongTurn

__all__ = [
    "CatalogueError",
    "Connection",
    "Derivation",
    "Milestone",
    "Notation",
    "WrongTurn",
    "catalogue",
    "load_derivation",
    "own_folder",
]
