"""o200k_base token counts, through whichever public tokenizer installs."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path


def enter_venv(root: Path, packages: list[str], modules: list[str]) -> str | None:
    """Starts this script again inside `.build/measure-venv` when a module is missing; a sentence if that fails."""
    if all(importlib.util.find_spec(name) for name in modules):
        return None
    venv = root / ".build/measure-venv"
    python = venv / "bin/python"
    if os.environ.get("THIMBLE_MEASURE_VENV") == str(venv):
        return f"no {', '.join(modules)} in {venv}: remove the folder to install again"
    probe = f"import {', '.join(modules)}"
    ready = python.exists() and subprocess.run([python, "-c", probe], capture_output=True).returncode == 0
    if not ready:
        commands = [[sys.executable, "-m", "venv", str(venv)],
                    [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages]]
        for command in commands:
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                reason = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
                return f"cannot install {', '.join(packages)} into {venv}: {reason}"
    os.environ["THIMBLE_MEASURE_VENV"] = str(venv)
    os.execv(python, [str(python), *sys.argv])


def counter():
    """A function from text to its number of o200k_base tokens, or None."""
    try:
        from rs_bpe.bpe import openai
        encoding = openai.o200k_base()
        return lambda text: len(encoding.encode(text))
    except ImportError:
        pass
    try:
        import tiktoken
        encoding = tiktoken.get_encoding("o200k_base")
        return lambda text: len(encoding.encode(text, disallowed_special=()))
    except Exception:  # tiktoken raises whatever its download raises
        return None
