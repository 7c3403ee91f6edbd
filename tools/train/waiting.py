"""Imported before torch: lets the threads of OpenMP sleep, not spin, while they wait for one another.

Beside one other busy process, spinning threads made training ten times slower.
"""

import os
import sys

if "OMP_WAIT_POLICY" not in os.environ:
    if "torch" in sys.modules:
        raise ImportError("import waiting before torch, which reads OMP_WAIT_POLICY once")
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
