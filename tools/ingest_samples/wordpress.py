"""Makes tests/samples/wordpress.wxr and wordpress.zip: the export of a real WordPress.

    .venv/bin/python tools/ingest_samples/wordpress.py

It needs Debian's wordpress, php-cli, php-mysql, php-xml, php-gd and mariadb-server; only who
makes the samples anew needs them. WordPress and its database live in a scratch folder, on a
Unix socket; the database server that is started here is stopped by its own process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from drawings import draw_all
from pathlib import Path
import shutil
import subprocess
import tempfile
import time
import zipfile


HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "src" / "communesplone.ingest" / "tests" / "samples"
CONFIG = """<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', 'https://ancien.example'); define('WP_SITEURL', 'https://ancien.example');
define('WP_CONTENT_URL', 'https://ancien.example/wp-content');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('WP_DEBUG', false);
define('WP_CONTENT_DIR', '{folder}/wp-content');
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {{ define('ABSPATH', '{folder}/'); }}
require_once ABSPATH . 'wp-settings.php';
"""
PATIENCE = 30


@contextmanager
def database(folder: Path) -> Iterator[Path]:
    """Give a MariaDB of its own in a folder; yield the path of its socket."""
    data, socket = folder / "data", folder / "sql.sock"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    plain = ["--no-defaults", f"--datadir={data}"]
    install = ["mariadb-install-db", *plain, "--auth-root-authentication-method=normal"]
    subprocess.run([*install, "--user=root"], check=True, **quiet)
    server = subprocess.Popen(
        ["mariadbd", *plain, f"--socket={socket}", "--skip-networking", "--user=root"], **quiet
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not socket.exists() and time.monotonic() < deadline:
            time.sleep(0.2)
        query = ["mariadb", "--no-defaults", f"--socket={socket}", "-e"]
        subprocess.run([*query, "CREATE DATABASE wordpress CHARACTER SET utf8mb4"], check=True)
        yield socket
    finally:
        server.terminate()
        server.wait(PATIENCE)


def main() -> None:
    """Write the export and, beside it, a zip of it with the uploads."""
    with tempfile.TemporaryDirectory(prefix="wordpress-") as scratch:
        folder = Path(scratch)
        site = folder / "site"
        shutil.copytree(
            "/usr/share/wordpress", site, symlinks=False, ignore_dangling_symlinks=True
        )
        (site / "wp-content" / "uploads").mkdir(parents=True, exist_ok=True)
        draw_all(folder / "pictures")
        with database(folder) as socket:
            (site / "wp-config.php").unlink(missing_ok=True)
            (site / "wp-config.php").write_text(CONFIG.format(socket=socket, folder=site))
            target = SAMPLES / "wordpress.wxr"
            subprocess.run(
                ["php", HERE / "wordpress.php", site, folder / "pictures", target], check=True
            )
        with zipfile.ZipFile(SAMPLES / "wordpress.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            packed.write(target, "export.xml")
            uploads = site / "wp-content" / "uploads"
            for name in ("pont.png", "arbre.png", "maison.png", "reglement.pdf"):
                for path in sorted(uploads.rglob(name)):
                    packed.write(path, f"wp-content/uploads/{path.relative_to(uploads)}")


if __name__ == "__main__":
    main()
