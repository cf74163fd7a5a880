"""The kernel of CommunesPlone: what every add-on and every commune shares."""

from zope.i18nmessageid import MessageFactory


_ = MessageFactory("communesplone")
