"""Installing distributions of this repository in place, without the network."""

from pathlib import Path
import subprocess


HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv" / "bin"


class ToolFailed(Exception):
    """A program that a tool calls failed; the message is for the contributor."""


def install(folders: list[Path]) -> None:
    """Install distributions in place, so that what is imported and known is what is in src/.

    :raises ToolFailed: with what the installer said.
    """
    command = [str(VENV / "python"), "-m", "pip", "install", "--quiet", "--no-index"]
    uv = HOME / ".cache" / "uv" / "bin" / "uv"
    if uv.exists():
        command = [str(uv), "pip", "install", "--quiet", "--offline"]
        command += ["--python", str(VENV / "python")]
    command += ["--no-deps", "--no-build-isolation"]
    for folder in folders:
        command += ["-e", str(folder)]
    quiet(command)


def quiet(command: list[str]) -> str:
    """Run a command in the repository and return what it said.

    :raises ToolFailed: with what it said.
    """
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ToolFailed(f"`{' '.join(command)}` failed:\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout
