"""Set up this folder: packages into .venv, then bin/ and configuration by buildout.

    python3 tools/setup_environment.py start|test

Standard library only, and readable by an old Python, which it then refuses in one sentence.
Running it again does nothing when nothing changed, and repairs what was interrupted or damaged.
"""

import configparser
import fcntl
import hashlib
import pathlib
import shutil
import subprocess
import sys


HOME = pathlib.Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
CACHE = HOME / ".cache"
LOG = HOME / "var" / "log" / "setup.log"
PYTHON = VENV / "bin" / "python"
EXTRAS = {"start": "development", "test": "development,test,data"}
NEEDED_BYTES = 1500 * 1024 * 1024
# A Unix socket has a path of at most 107 bytes.
SOCKET_PATH_LIMIT = 107
SMOKE = "import Zope2, Products.CMFPlone, communesplone.cli.main, communesplone.policy"


class SetupError(Exception):
    """What is wrong and what to do, in one or two sentences."""


def main(level: str) -> None:
    """Bring the set-up to `level`, "start" or "test"."""
    check_machine()
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        wait_for(lock)
        wanted = fingerprint()
        if is_set_up(level, wanted):
            return
        LOG.parent.mkdir(parents=True, exist_ok=True)
        LOG.write_text("")
        install(level)
        stamp(level).write_text(wanted)
        if level == "test":
            stamp("start").write_text(wanted)


def check_machine() -> None:
    """Refuse what cannot work: another Python, too little disk, too deep a folder."""
    if sys.version_info[:2] != (3, 11):
        raise SetupError(
            "Python 3.11 is needed, this is {}.{}. On Debian 12 it is `python3`; "
            "elsewhere name it: make start PYTHON=/path/to/python3.11".format(
                *sys.version_info[:2]
            )
        )
    if len(str(HOME / "var" / "zeo.sock")) > SOCKET_PATH_LIMIT:
        raise SetupError(
            "The path of this folder is too long for the database's socket. "
            "Move the folder to a shorter path, then run the command again."
        )
    free = shutil.disk_usage(str(HOME)).free
    if not PYTHON.exists() and free < NEEDED_BYTES:
        raise SetupError(
            "The disk is nearly full: {} MB free, 1500 MB needed. "
            "Free some space, then run the command again.".format(free // 2**20)
        )


def wait_for(lock: object) -> None:
    """Let one set-up of this folder run at a time."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("Another set-up of this folder is running: waiting for it")
        fcntl.flock(lock, fcntl.LOCK_EX)


def fingerprint() -> str:
    """Digest of all that the set-up is made from."""
    digest = hashlib.sha256(str(HOME).encode() + sys.version.encode())
    for path in (*definitions(), *distributions()):
        digest.update(str(path.relative_to(HOME)).encode())
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def definitions() -> list:
    """The files that say what to install."""
    found = [HOME / "versions.cfg", HOME / "setup.py", HOME / "buildout.cfg"]
    found += sorted((HOME / "profiles").rglob("*.*"))
    found += [folder / "pyproject.toml" for folder in distributions()]
    return [*found, pathlib.Path(__file__).resolve()]


def distributions() -> list:
    """The folders of the add-ons."""
    found = sorted((HOME / "src").glob("communesplone.*"))
    return [*found, HOME / "policy", *sorted((HOME / "themes").glob("communesplone.*"))]


def stamp(level: str) -> pathlib.Path:
    """The file that says that the set-up reached `level`."""
    return CACHE / (level + ".done")


def is_set_up(level: str, wanted: str) -> bool:
    """Whether nothing is to do: same definitions, and what they made still works."""
    done = stamp(level)
    if not done.exists() or done.read_text() != wanted:
        return False
    if not (HOME / "bin" / "communes").exists() or not works():
        say("The set-up is damaged: setting up again")
        shutil.rmtree(str(VENV), ignore_errors=True)
        return False
    return True


def works() -> bool:
    """Whether the packages import."""
    if not PYTHON.exists():
        return False
    return subprocess.run([str(PYTHON), "-c", SMOKE], capture_output=True).returncode == 0


def install(level: str) -> None:
    """The steps, each with its line."""
    say("Setting up (details in {})".format(LOG.relative_to(HOME)))
    step(1, "Installer")
    uv = installer()
    step(2, "Python environment")
    if not works_at_all():
        shutil.rmtree(str(VENV), ignore_errors=True)
        run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)])
    step(3, "Packages")
    constraints = write_constraints()
    pip = [uv, "pip", "install", "--python", str(PYTHON), "--constraint", str(constraints)]
    run([*pip, "setuptools", "hatchling", "editables"])
    editable = ["-e", "{}[{}]".format(HOME, EXTRAS[level])]
    for folder in distributions():
        editable += ["-e", str(folder)]
    run([*pip, "--no-build-isolation", *editable])
    step(4, "Commands and configuration")
    run([str(VENV / "bin" / "buildout"), "-N"])
    if not works():
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise SetupError(
            "The packages were installed but do not work together; {} says why. "
            "Run the command again: it starts afresh.".format(LOG.relative_to(HOME))
        )


def works_at_all() -> bool:
    """Whether .venv has a Python that starts."""
    if not PYTHON.exists():
        return False
    return subprocess.run([str(PYTHON), "-c", ""], capture_output=True).returncode == 0


def installer() -> str:
    """Return the path of uv, fetched by pip into .cache/uv the first time.

    A system without pip, as Debian without python3-pip, has the pip of a venv.
    """
    wanted = "uv==" + pins()["uv"]
    place = CACHE / "uv"
    uv = place / "bin" / "uv"
    if uv.exists() and (place / "version").exists() and (place / "version").read_text() == wanted:
        return str(uv)
    shutil.rmtree(str(place), ignore_errors=True)
    python = sys.executable
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True).returncode:
        run([python, "-m", "venv", str(CACHE / "pip")])
        python = str(CACHE / "pip" / "bin" / "python")
    run([python, "-m", "pip", "install", "--quiet", "--target", str(place), wanted])
    (place / "version").write_text(wanted)
    return str(uv)


def pins() -> dict:
    """The versions of versions.cfg by name."""
    parser = configparser.RawConfigParser()
    parser.read(str(HOME / "versions.cfg"))
    return dict(parser["versions"])


def write_constraints() -> pathlib.Path:
    """Write the pins in pip's format; return the file."""
    constraints = CACHE / "constraints.txt"
    lines = ["{}=={}\n".format(*pin) for pin in sorted(pins().items())]
    constraints.write_text("".join(lines))
    return constraints


def run(command: list) -> None:
    """Run a command with its output in the log; say what is wrong when it fails."""
    with LOG.open("a") as log:
        log.write("$ {}\n".format(" ".join(command)))
        log.flush()
        before = log.tell()
        done = subprocess.run(command, stdout=log, stderr=log, cwd=str(HOME))
    if done.returncode:
        with LOG.open() as log:
            log.seek(before)
            raise SetupError(explain(log.read(), command))


NO_NETWORK = (
    "Temporary failure in name resolution",
    "dns error",
    "error sending request",
    "Network is unreachable",
    "Failed to establish a new connection",
    "Could not connect",
    "Connection refused",
    "No matching distribution found for uv",
)


def explain(output: str, command: list) -> str:
    """One sentence and a next step for a failed command."""
    if "No space left on device" in output or "os error 28" in output:
        return "The disk is full. Free about 1500 MB, then run the command again: it goes on."
    if any(sign in output for sign in NO_NETWORK):
        return (
            "The package index cannot be reached. Check the network (or the proxy settings), "
            "then run the command again: it goes on where it stopped."
        )
    if "ensurepip is not" in output:
        return "Python has neither pip nor venv. On Debian: apt install python3-venv"
    return "`{}` failed; {} says why. Run the command again once that is mended.".format(
        pathlib.Path(command[0]).name, LOG.relative_to(HOME)
    )


def step(number: int, title: str) -> None:
    say("  [{}/4] {}…".format(number, title))


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "start")
    except SetupError as error:
        sys.exit("{}".format(error))
    except OSError as error:
        if error.errno == 28:
            sys.exit("The disk is full. Free about 1500 MB, then run the command again.")
        raise
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Run the command again: it goes on where it stopped.")
