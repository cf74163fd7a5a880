"""Run once by the worker's tests, as a process of its own: a site, mapped to a host."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.users import system
from communesplone.core.hosts import set_hosts
from Products.CMFPlone.factory import addPloneSite
from Testing.makerequest import makerequest
from zope.globalrequest import setRequest
from Zope2.Startup.run import configure_wsgi
import sys
import transaction
import Zope2


configure_wsgi(sys.argv[1])
app = makerequest(Zope2.app())
setRequest(app.REQUEST)
newSecurityManager(None, system)
addPloneSite(app, "namur", title="Namur", extension_ids=("communesplone.core:default",))
set_hosts(app, "namur", ["namur.test"])
transaction.commit()
