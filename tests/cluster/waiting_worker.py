"""A worker that has started Zope and waits for a line on its standard input.

A test that kills many has them ready: it waits for none.
"""

from communesplone.core.worker import main
from Zope2.Startup.run import configure_wsgi
import os
import sys
import Zope2


configure_wsgi(os.environ["COMMUNES_ZOPE_CONF"])
Zope2.startup_wsgi()
sys.stdin.readline()
main()
