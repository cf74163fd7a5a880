"""A backup brings a destroyed database back, with its files."""

from .conftest import settings
from .content import add_file
from .content import read_file
from communesplone.cli.cluster import Cluster
from communesplone.cli.cluster import start_database
from communesplone.cli.testing import Instance
import shutil
import subprocess


def run(instance: Instance, program: str, *options: str) -> None:
    command = [instance.folder / "bin" / program, *options]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_was_backed_up_is_there_again_after_a_disaster(short_folder):
    folder = short_folder / "b"
    instance = Instance(folder, settings=settings(1), profile="profiles/test.cfg")
    instance.build()
    cluster = Cluster.read(folder / "parts" / "cluster.json", folder / "bin")
    try:
        start_database(cluster, instance.processes)
        added = instance.command("add", "92094")
        assert added.exit_code == 0, added.stderr
        run(instance, "backup")
        # The second one holds what changed since the first; packing makes the third a full one.
        instance.call(add_file, "namur", "of Monday")
        run(instance, "backup")
        run(instance, "zeopack")
        run(instance, "backup")
        instance.stop()

        shutil.rmtree(instance.var / "filestorage")
        shutil.rmtree(instance.var / "blobstorage")
        run(instance, "restore", "--no-prompt")

        start_database(cluster, instance.processes)
        assert instance.call(read_file, "namur") == ["of Monday", "of Monday"]
    finally:
        instance.stop()
