"""Bring the production profile up on this machine, on loopback: `make production`.

ZEO, the clients, the worker, Redis, Varnish and HAProxy with TLS and HTTP/2, as on a server,
over the database of `make start`. A test certificate is made the first time.
"""

from communesplone.cli.cluster import Cluster
from communesplone.cli.cluster import make_certificate
from communesplone.cli.cluster import start_database
from communesplone.cli.cluster import start_doorbell
from communesplone.cli.cluster import start_proxies
from communesplone.cli.cluster import start_sites
from communesplone.cli.errors import CommandError
from communesplone.cli.processes import Processes
from communesplone.cli.serve import only_one
from communesplone.cli.serve import wait
from communesplone.core.interfaces import CommunesError
from pathlib import Path
import json
import os
import shutil
import signal
import subprocess
import sys


HOME = Path(__file__).resolve().parent.parent
VAR = HOME / "var"
BUILD = HOME / "build" / "production"
# Beside what the first run created, in the same file as `make start`.
SITES = VAR / "filestorage" / "first-run.json"
NEEDED = {
    "haproxy": "haproxy",
    "varnishd": "varnish",
    "redis-server": "redis-server",
    "openssl": "openssl",
}


def main() -> int:
    """Serve until Ctrl-C; return the exit code."""
    os.environ["PATH"] += os.pathsep + "/usr/sbin"
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        check_programs()
        with only_one(VAR / "serve.lock"):
            serve(build())
    except CommunesError as error:
        print(f"error  {error}", file=sys.stderr)
        if step := getattr(error, "next_step", ""):
            print(f"    →  {step}", file=sys.stderr)
        return 1
    return 0


def check_programs() -> None:
    """Refuse to start without the Debian parts of a cluster.

    :raises CommandError: names what is missing.
    """
    missing = [package for program, package in NEEDED.items() if not shutil.which(program)]
    if missing:
        raise CommandError(
            f"The production profile needs {', '.join(missing)}.",
            f"sudo apt install {' '.join(missing)}",
        )


def build() -> Cluster:
    """Run buildout for the profile, beside the development one, over the same var/."""
    say("Configuration")
    places = {
        "directory": HOME,
        "parts-directory": BUILD / "parts",
        "bin-directory": BUILD / "bin",
        "installed": BUILD / "installed.cfg",
    }
    options = [f"buildout:{name}={place}" for name, place in places.items()]
    for folder in (BUILD, VAR / "log"):
        folder.mkdir(parents=True, exist_ok=True)
    buildout = [HOME / ".venv" / "bin" / "buildout", "-N", "-c", "profiles/production.cfg"]
    done = subprocess.run([*buildout, *options], cwd=HOME, capture_output=True, text=True)
    if done.returncode:
        raise CommandError(f"The profile could not be built:\n{done.stdout}{done.stderr}")
    return Cluster.read(BUILD / "parts" / "cluster.json", BUILD / "bin")


def serve(cluster: Cluster) -> None:
    """Start everything, show the addresses, wait; stop everything in the end."""
    cluster.check_free()
    processes = Processes(VAR / "log")
    try:
        say("Database")
        start_database(cluster, processes)
        first_run()
        say("Certificate")
        sites = json.loads(SITES.read_text(encoding="utf-8"))
        if not cluster.certificate.exists():
            make_certificate(cluster.certificate, list(sites.values()))
        say("Clients and worker")
        start_doorbell(cluster, processes)
        start_sites(cluster, processes)
        say("Varnish and HAProxy")
        start_proxies(cluster, processes)
        show(cluster, sites)
        wait(processes)
    except KeyboardInterrupt:
        print("\nStopping…")
    finally:
        processes.stop()


def first_run() -> None:
    """Create the demonstration sites, where `make start` has not yet."""
    if SITES.exists():
        return
    say("First run: the hub and three demonstration communes")
    if subprocess.run([BUILD / "bin" / "communes", "first-run"]).returncode:
        raise CommandError("The first run was not completed.", "Run `make production` again.")


def show(cluster: Cluster, sites: dict[str, str]) -> None:
    """Tell where the sites are."""
    print("\nReady. The certificate is a test one: browsers warn once.\n")
    for title, host in sites.items():
        print(f"  {title:<22} https://{host}:{cluster.front[1]}/")
    print(f"\n  {'Logs':<22} {VAR / 'log'}\n\nCtrl-C stops everything.", flush=True)


def say(step: str) -> None:
    """Show one line of progress."""
    print(f"  {step}…", flush=True)


if __name__ == "__main__":
    sys.exit(main())
