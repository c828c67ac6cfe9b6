"""The built wheel, installed elsewhere, renders a sheet: templates, languages, bank and Lua filter are in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_a_wheel_installed_elsewhere_renders_a_sheet(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(site), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    with zipfile.ZipFile(wheel) as packed:
        tops = {name.split("/")[0] for name in packed.namelist()}
    program = (
        "import quiz, sys; assert quiz.__file__.startswith(sys.argv[1]), quiz.__file__; "
        "from quiz.cli import main; main(sys.argv[2:])"
    )

    subprocess.run(
        [sys.executable, "-c", program, str(site), "render", "-o", str(tmp_path / "sheets"), "--lang", "ja"],
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
    )

    assert {each for each in tops if not each.endswith(".dist-info")} == {"quiz", "derivations"}
    assert len(list((tmp_path / "sheets").glob("*.pdf"))) == 3
