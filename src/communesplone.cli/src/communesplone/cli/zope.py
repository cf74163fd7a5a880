"""The database opened for a command: `with zope_app() as app`.

The command is one more ZEO client, so it works while the sites are served.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.users import system
from collections.abc import Callable
from collections.abc import Iterator
from communesplone.cli import database
from communesplone.cli import environment
from communesplone.core.logs import log_to_file
from contextlib import contextmanager
from OFS.Application import Application
from plone.dexterity.schema import SCHEMA_CACHE
from Testing.makerequest import makerequest
from transaction import Transaction
from transaction.interfaces import TransientError
from typing import TypeVar
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi
import logging
import time
import transaction
import Zope2


ATTEMPTS = 5
T = TypeVar("T")


@contextmanager
def zope_app() -> Iterator[Application]:
    """Open the database and yield the Zope root, with a request, as the system user.

    What is not committed in the block is thrown away. Inside an open database (a program that
    runs several commands) it only opens a connection.

    :raises DatabaseUnreachable: the database does not answer and cannot be started.
    """
    if Zope2.opened:
        with connection() as app:
            yield app
        return
    with database.running():
        _configure()
        try:
            with connection() as app:
                yield app
        finally:
            Zope2.DB.close()


@contextmanager
def connection() -> Iterator[Application]:
    """Open one connection of a configured Zope and close it again."""
    root = Zope2.app()
    try:
        yield _enter(root)
    finally:
        transaction.abort()
        _forget()
        root._p_jar.close()


def fresh(app: Application) -> Application:
    """Return the root with a new request, as if the command had just begun.

    Called between two sites of a loop: without it the third site fails (type information kept
    from the one before), and memory grows with each.
    """
    transaction.abort()
    _forget()
    app._p_jar.cacheMinimize()
    return _enter(app._p_jar.root()["Application"])


def commit(app: Application, work: Callable[[], T], note: str) -> T:
    """Do `work` in one transaction and return its result; again when somebody wrote meanwhile.

    :param note: what stands in the undo log.
    """

    def attempt() -> T:
        try:
            transaction.begin()
            transaction.get().note(note)
            result = work()
            transaction.commit()
        except BaseException:
            transaction.abort()
            raise
        return result

    return again(app, attempt)


def again(app: Application, attempt: Callable[[], T]) -> T:
    """Do `attempt`, a whole transaction, again while somebody else's write comes first."""
    for number in range(1, ATTEMPTS):
        try:
            return attempt()
        except TransientError:
            transaction.abort()
            time.sleep(0.1 * 2**number)
            app._p_jar.sync()
    return attempt()


@contextmanager
def in_next_commit(work: Callable[[], object]) -> Iterator[None]:
    """Do `work` as the last thing in the transaction that the block begins and commits.

    For calls that own their transaction, such as plone.distribution's: when `work` raises,
    nothing of that transaction is written.
    """
    synchronizer = _BeforeCommit(work)
    transaction.manager.registerSynch(synchronizer)
    try:
        yield
    finally:
        transaction.manager.unregisterSynch(synchronizer)


class _BeforeCommit:
    """An ISynchronizer that adds a hook to each new transaction."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.work = work

    def newTransaction(self, begun: Transaction) -> None:
        begun.addBeforeCommitHook(self.work)

    def beforeCompletion(self, ending: Transaction) -> None:
        """Nothing to do."""

    def afterCompletion(self, ended: Transaction) -> None:
        """Nothing to do."""


def _enter(root: Application) -> Application:
    app = makerequest(root)
    app.REQUEST["PARENTS"] = [app]
    setRequest(app.REQUEST)
    newSecurityManager(app.REQUEST, system)
    return app


def _forget() -> None:
    request = getRequest()
    if request is not None:
        # It holds PlonePAS' temporary groups, which touch the database when they are destroyed:
        # let that be now, not after the connection is closed.
        request.close()
    setSite(None)
    noSecurityManager()
    clearRequest()
    SCHEMA_CACHE.clear()


def _configure() -> None:
    """Read zope.conf and all the ZCML."""
    _log_to_file()
    configure_wsgi(str(environment.zope_conf()))
    Zope2.startup_wsgi()


def _log_to_file() -> None:
    """Send what Zope has to say to var/log/communes.log: the terminal is for the command."""
    if environment.debugging():
        logging.basicConfig(level=logging.INFO)
        return
    folder = environment.var() / "log"
    folder.mkdir(parents=True, exist_ok=True)
    log_to_file(folder / "communes.log")
