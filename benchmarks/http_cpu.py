"""CPU time of servers that answer over HTTP, their databases included."""

from pathlib import Path
import http.client
import os
import statistics


ROUNDS = 5
REQUESTS = 100
TICK = os.sysconf("SC_CLK_TCK")


def cpu_ms(port: int, path: str, pids: list[int], host: str = "localhost") -> float:
    """Return CPU milliseconds of one GET: the median of five rounds of a hundred, all warm.

    :param pids: processes whose work counts, with all that they start.
    """
    _ask(port, path, host)
    rounds = []
    for _ in range(ROUNDS):
        before = _used(pids)
        _ask(port, path, host)
        rounds.append((_used(pids) - before) / REQUESTS * 1000)
    return statistics.median(rounds)


def _ask(port: int, path: str, host: str) -> None:
    connection = http.client.HTTPConnection("localhost", port, timeout=120)
    for _ in range(REQUESTS):
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200 or not body:
            raise RuntimeError(f"{path} answered {answer.status}")
    connection.close()


def _used(pids: list[int]) -> float:
    """Return the CPU seconds that processes and their descendants have used."""
    parents = {
        int(each.name): _stat(each) for each in Path("/proc").iterdir() if each.name.isdigit()
    }
    wanted = set(pids)
    while more := {pid for pid, stat in parents.items() if stat and stat[0] in wanted} - wanted:
        wanted |= more
    return sum(parents[pid][1] for pid in wanted if parents.get(pid)) / TICK


def _stat(process: Path) -> tuple[int, int] | None:
    """Return a process's parent and clock ticks, those of its ended children included."""
    try:
        fields = process.joinpath("stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(fields[1]), sum(map(int, fields[11:15]))
