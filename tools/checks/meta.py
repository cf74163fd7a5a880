"""The lists of add-ons: each is derived from the folders, and none is behind them."""

from checks.house import add_ons
from checks.house import AddOn
from checks.house import place
from pathlib import Path
import ast
import re
import tomllib


META_LIST = re.compile(r"ADD_ONS = \[.*?\]", re.DOTALL)
POLICY = "communesplone.policy"
# What each list of the policy says about one add-on, and what a new line is added after.
METADATA = "src/communesplone/policy/profiles/default/metadata.xml"
LINES = {
    "pyproject.toml": '    "{name}",\n',
    "src/communesplone/policy/dependencies.zcml": '  <include package="{name}" />\n',
    METADATA: "    <dependency>profile-{name}:default</dependency>\n",
}
#: What the hub alone installs.
HUB_LINES = {"src/communesplone/policy/profiles/hub/metadata.xml": LINES[METADATA]}
OURS = r"communesplone\.\w+"


def lists_in_step(root: Path) -> list[str]:
    """A list that forgets an add-on, or keeps one that is gone."""
    return [
        f"{place(root, path)} does not list the add-ons that exist: run tools/update_meta.py"
        for path, text in wanted(root).items()
        if path.read_text() != text
    ]


def wanted(root: Path) -> dict[Path, str]:
    """What each file with a list should hold."""
    every = add_ons(root)
    setup = root / "setup.py"
    found = {setup: with_names(setup.read_text(), [add_on.name for add_on in every])}
    policy = next((add_on for add_on in every if add_on.name == POLICY), None)
    if policy:
        everywhere = [add_on.name for add_on in every if is_installed(add_on)]
        hub = [add_on.name for add_on in every if is_of_the_hub(add_on)]
        for relative, line in (LINES | HUB_LINES).items():
            path = policy.folder / relative
            if relative in HUB_LINES and not path.is_file():
                continue
            loaded = [*everywhere, *hub]
            installed = {**dict.fromkeys(LINES, loaded), METADATA: everywhere}.get(relative, hub)
            found[path] = with_lines(path.read_text(), line, installed)
    return found


def is_installed(add_on: AddOn) -> bool:
    """Whether every site gets it from the policy.

    An add-on that is not for every site says so in its pyproject.toml:
    ``[tool.communesplone] every-site = false``.
    """
    project = tomllib.loads((add_on.folder / "pyproject.toml").read_text())
    everywhere = project.get("tool", {}).get("communesplone", {}).get("every-site", True)
    return add_on.has_profile and add_on.name != POLICY and everywhere


def is_of_the_hub(add_on: AddOn) -> bool:
    """Whether the hub alone gets it from the policy: ``[tool.communesplone] hub = true``."""
    project = tomllib.loads((add_on.folder / "pyproject.toml").read_text())
    return bool(project.get("tool", {}).get("communesplone", {}).get("hub", False))


def with_names(text: str, names: list[str]) -> str:
    """The text of setup.py with this list of add-ons."""
    lines = "".join(f'    "{name}",\n' for name in names)
    return META_LIST.sub(f"ADD_ONS = [\n{lines}]", text, count=1)


def with_lines(text: str, line: str, names: list[str]) -> str:
    """The text with one line per name: lines of the gone leave, new ones come after the last."""
    shape = re.compile(re.escape(line).replace(r"\{name\}", f"({OURS})"))
    present = [match[1] for match in shape.finditer(text)]
    text = shape.sub(lambda match: match[0] if match[1] in names else "", text)
    new = "".join(line.format(name=name) for name in names if name not in present)
    last = list(shape.finditer(text))
    return text[: last[-1].end()] + new + text[last[-1].end() :] if last else text


def one_version(root: Path) -> list[str]:
    """A distribution whose version is not that of the others."""
    version = meta_version(root)
    return [
        f"{add_on.name} is version {own}, the meta-distribution {version}"
        for add_on in add_ons(root)
        if (own := version_of(add_on.folder)) != version
    ]


def version_of(folder: Path) -> str:
    """The version in a pyproject.toml."""
    return tomllib.loads((folder / "pyproject.toml").read_text())["project"]["version"]


def meta_version(root: Path) -> str:
    """The version in setup.py, read without running it."""
    for node in ast.walk(ast.parse((root / "setup.py").read_text())):
        if isinstance(node, ast.keyword) and node.arg == "version":
            return ast.literal_eval(node.value)
    return ""
