"""Makes tests/samples/plone*.zip and restapi*.json: exports of a real vanilla Plone 6.2.

    .venv/bin/python tools/ingest_samples/vanilla.py

Plone runs in an environment of its own, made from the same pins (see benchmarks/set_ups.py),
with a FileStorage in a scratch folder; nothing of ours is loaded in it.
"""

from drawings import draw_all
from pathlib import Path
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile


HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMPLES = ROOT / "src" / "communesplone.ingest" / "tests" / "samples"
sys.path[:0] = [str(ROOT)]
CONF = """\
instancehome {folder}
<zodb_db main>
    <blobstorage>
        blob-dir {folder}/blobs
        <filestorage>
            path {folder}/Data.fs
        </filestorage>
    </blobstorage>
    mount-point /
</zodb_db>
"""


def main() -> None:
    """Write both exports."""
    from benchmarks.set_ups import CACHE
    from benchmarks.set_ups import make_python
    from benchmarks.set_ups import VANILLA
    import plone.recipe.zope2instance as recipe

    packages = (*VANILLA, "plone.distribution", "plone.exportimport")
    python = make_python(CACHE / "vanilla-samples", packages)
    with tempfile.TemporaryDirectory(prefix="plone-") as scratch:
        folder = Path(scratch)
        for part in ("etc", "blobs", "var", "out"):
            (folder / part).mkdir(mode=0o700)
        shutil.copy(Path(recipe.__file__).parent / "skel4" / "etc" / "site.zcml", folder / "etc")
        (folder / "zope.conf").write_text(CONF.format(folder=folder))
        draw_all(folder / "pictures")
        environment = os.environ | {"zope_i18n_compile_mo_files": "1"}
        command = [python, HERE / "vanilla_site.py", folder / "zope.conf", folder / "pictures"]
        subprocess.run([*command, folder / "out"], check=True, env=environment, cwd=folder)
        for answers in (folder / "out").glob("restapi*.json"):
            shutil.copy(answers, SAMPLES)
        for tree in (folder / "out").glob("plone*"):
            pack(tree, SAMPLES / f"{tree.name}.zip")


def pack(tree: Path, target: Path) -> None:
    """Write a folder as a zip."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(tree.rglob("*")):
            if path.is_file():
                packed.write(path, path.relative_to(tree))


if __name__ == "__main__":
    main()
