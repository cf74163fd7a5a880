"""Every profile builds, offline, and what it writes is accepted by the programs it is for."""

from communesplone.cli.cluster import make_certificate
from communesplone.cli.processes import listens
from communesplone.cli.processes import Processes
from communesplone.cli.processes import stop
from configparser import RawConfigParser
from pathlib import Path
import pytest
import signal
import subprocess


PROFILES = sorted((Path(__file__).parents[2] / "profiles").glob("*.cfg"))
PROGRAMS = {
    "base": {"communes", "zeo", "client"},
    "cache": {"run-varnish", "run-haproxy"},
    "dev": {"communes", "zeo", "client"},
    "production": {"communes", "backup", "run-zeo", "run-client", "run-varnish", "run-haproxy"},
    "relstorage": {"communes", "backup", "restore", "run-client", "run-varnish", "run-haproxy"},
    "test": {"communes", "backup", "run-zeo", "run-client", "run-varnish", "run-haproxy"},
}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
def test_profile_builds(profile, build):
    made = {path.name for path in (build(profile.stem).folder / "bin").iterdir()}
    assert PROGRAMS[profile.stem] <= made


def test_relstorage_profile_has_no_zeo(build):
    parts = build("relstorage").folder / "parts"
    assert not (parts / "zeo").exists()
    assert "<relstorage>" in (parts / "client" / "etc" / "zope.conf").read_text()


@pytest.mark.needs("varnishd")
def test_varnish_compiles_its_configuration(built):
    vcl = built.folder / "parts" / "varnish" / "default.vcl"
    command = ["varnishd", "-j", "none", "-C", "-f", vcl, "-n", built.folder / "vcl"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.needs("haproxy", "openssl")
def test_haproxy_accepts_its_configuration_and_knows_every_client(built, cluster):
    make_certificate(cluster.certificate, ["localhost"])
    configuration = built.folder / "parts" / "haproxy" / "haproxy.cfg"
    done = subprocess.run(["haproxy", "-c", "-f", configuration], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    for host, port in cluster.clients:
        assert f" {host}:{port}\n" in configuration.read_text()


@pytest.mark.needs("haproxy", "openssl")
def test_haproxy_ends_when_it_is_asked_to(built, cluster, tmp_path):
    make_certificate(cluster.certificate, ["localhost"])
    (built.var / "log").mkdir(parents=True, exist_ok=True)
    program = built.folder / "bin" / "run-haproxy"
    proxy = Processes(tmp_path).start("haproxy", [program], ready=lambda: listens(cluster.front))
    stop(proxy.process)
    assert proxy.process.returncode != -signal.SIGKILL


def test_units_start_every_part_as_their_own_account(built, cluster):
    units = built.folder / "parts" / "systemd"
    target = (units / "communes.target").read_text()
    for host, port in cluster.clients:
        assert f"Wants=communes-client@{host}:{port}.service" in target
    for path in units.glob("*.service"):
        unit = RawConfigParser(strict=False)
        unit.optionxform = str
        unit.read(path)
        assert unit["Service"]["User"] == "communes", path.name
        assert Path(unit["Service"]["ExecStart"].split()[0]).exists(), path.name
