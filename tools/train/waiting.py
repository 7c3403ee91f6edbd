"""Imported before torch: lets the threads of OpenMP sleep, not spin, while they wait for one another.

Beside one other busy process, spinning threads made training ten times slower.
"""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
