"""Texts that both files of properties are about; a test file imports no other by itself."""

from pathlib import Path
import sys


sys.path.insert(0, str(Path(__file__).parent))
