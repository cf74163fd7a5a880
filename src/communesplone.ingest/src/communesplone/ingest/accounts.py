"""The account by which an old site is read: in a file until then, never in the database.

The page that takes it and the worker that uses it are two processes. The file is readable by their
user alone, goes when the reading has ended or was given up, and counts for nothing after a day.
"""

from base64 import b64encode
from communesplone.core import _
from communesplone.core.jobs import JobGivenUp
from communesplone.ingest.interfaces import IngestError
from communesplone.ingest.store import Run
from communesplone.ingest.store import runs
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from zope.component import adapter
import json
import os
import time
import transaction


#: Seconds after which a file counts for nothing: what stopped is not forgotten for ever.
LONGEST = 86_400


@dataclass(frozen=True)
class Account:
    """A name and its password; without a name, a token."""

    user: str
    secret: str = field(repr=False)

    @property
    def header(self) -> str:
        """What says it to a server (RFC 7617, RFC 6750)."""
        if not self.user:
            return f"Bearer {self.secret}"
        return f"Basic {b64encode(f'{self.user}:{self.secret}'.encode()).decode()}"


def keep(run: Run, account: Account) -> None:
    """Keep the account of an import until it is read.

    :raises IngestError: when it cannot be, or is no account.
    """
    whole = f"{account.user}{account.secret}"
    if not account.secret or not whole.isprintable() or ":" in account.user:
        raise IngestError(_("Write the password too, or a token without a name."))
    if "COMMUNES_VAR" not in os.environ:
        raise IngestError(_("This server has no place for an account: ask its operator."))
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    _sweep()
    path = folder / run.id
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(account)))
    run.has_account = True


def account_of(run: Run) -> Account | None:
    """Return the account of an import; None for one without.

    :raises IngestError: when it is not kept any more.
    """
    if not run.has_account:
        return None
    _sweep()
    try:
        return Account(**json.loads((_folder() / run.id).read_text()))
    except (OSError, KeyError) as error:
        raise IngestError(
            _("The account is not kept any more: begin again, and give it once more.")
        ) from error


def forget(run_id: str) -> None:
    """Throw the account of an import away, once the transaction is committed."""

    def throw(committed: bool) -> None:
        if committed and "COMMUNES_VAR" in os.environ:
            (_folder() / run_id).unlink(missing_ok=True)

    transaction.get().addAfterCommitHook(throw)


@adapter(JobGivenUp)
def forget_given_up(event: JobGivenUp) -> None:
    """Throw away the account of an import whose reading was given up."""
    for run in runs(event.site):
        if run.job == event.id and run.has_account:
            forget(run.id)


def _folder() -> Path:
    return Path(os.environ["COMMUNES_VAR"]) / "ingest"


def _sweep() -> None:
    for path in _folder().glob("*") if "COMMUNES_VAR" in os.environ else ():
        if time.time() - path.stat().st_mtime > LONGEST:
            path.unlink(missing_ok=True)
