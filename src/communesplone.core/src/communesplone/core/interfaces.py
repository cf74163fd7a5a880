"""What the other add-ons may rely on."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from communesplone.core import _
from communesplone.core.records import Mandate
from communesplone.core.records import TopicEntry
from datetime import date
from datetime import datetime
from typing import Any
from typing import TYPE_CHECKING
from zope.i18n import interpolate
from zope.interface import Attribute
from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer
from zope.schema import ValidationError
from zope.viewlet.interfaces import IViewletManager


if TYPE_CHECKING:
    from communesplone.core.records import Answer
    from communesplone.core.records import Notice
    from communesplone.core.records import Typed
    from communesplone.core.records import TypedSearch
    from communesplone.core.records import WorkRow
    from communesplone.core.reference import ReferenceCommune
    from Products.ZCatalog.CatalogBrains import AbstractCatalogBrain
    from zope.i18nmessageid import Message


class ICommunesLayer(IDefaultBrowserLayer):
    """Browser layer of every site of the cluster: communes and the hub."""


class CommunesError(Exception):
    """Base of the errors that a person reads: `str(error)` is a sentence for them."""


class UnknownCommune(CommunesError):
    """No commune of the reference data is called so; `nearest` holds the likeliest, best first."""

    def __init__(self, query: str, nearest: tuple[ReferenceCommune, ...] = ()) -> None:
        self.query = query
        self.nearest = nearest
        hint = f" Did you mean {_listed(nearest)}?" if nearest else ""
        super().__init__(f'There is no commune "{query}" in the reference data.{hint}')


class AmbiguousCommune(CommunesError):
    """Several communes could be meant: `choices`."""

    def __init__(self, query: str, choices: tuple[ReferenceCommune, ...]) -> None:
        self.query = query
        self.choices = choices
        super().__init__(f'"{query}" can be {_listed(choices)}. Write the NIS code.')


class UnknownArea(CommunesError):
    """No region or province of the reference data is called so; `choices` has their names."""

    def __init__(self, query: str, choices: tuple[str, ...]) -> None:
        self.query = query
        self.choices = choices
        super().__init__(f'"{query}" is none of: {", ".join(choices)}.')


class InvalidTopic(ValidationError):
    """A line of the themes or audiences that cannot be read."""

    def doc(self) -> Message:
        """Return the sentence that the form and the REST interface show."""
        return _(
            "“${line}”: write a key in small letters, then the label in French, Dutch, German and "
            "English: sport | Sport | Sport | Sport | Sports",
            mapping={"line": str(self)},
        )


class InvalidHours(CommunesError):
    """Opening hours that contradict themselves or cannot be read; `message` can be translated."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(interpolate(message.default or str(message), message.mapping))


def _listed(communes: tuple[ReferenceCommune, ...]) -> str:
    names = [f"{commune.name} ({commune.nis})" for commune in communes]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


class IJob(Interface):
    """A named utility: a function `job(site, *args)` that the worker runs for one site."""

    def __call__(site: object, *args: object) -> None:
        """Do the work in the worker's transaction; raise to have it tried again."""


class ITool(Interface):
    """What an add-on declares about itself, once."""

    name = Attribute("Name of the distribution, as on the package index.")
    title = Attribute("Title for people, a message id.")
    purpose = Attribute("One sentence, a message id.")
    maintainer = Attribute("Who answers for it.")
    documentation = Attribute("Path of its documentation in the repository, or an address.")
    guide = Attribute("Names of its topics in the guide for webmasters.")
    optional = Attribute("Whether a commune can do without; it is then granted site by site.")
    version = Attribute("Installed version, read from the package metadata.")


class IDemonstration(Interface):
    """A named utility: the content that an add-on gives to a demonstration site."""

    def __call__(
        site: object, language: str, made: Mapping[str, Any], words: Mapping[str, str]
    ) -> dict[str, Any]:
        """Make published content in a language and return it by key.

        Items of the same key in two languages become translations of each other.

        :param made: what is there already, by key: folders of the default tree, services.
        :param words: what texts call by name between braces: name, domain, zone.
        """


class IBanner(IViewletManager):
    """Viewlets across the whole page under the header: the alerts in force."""


class IPageEnd(IViewletManager):
    """Viewlets after the content of a page, before the footer."""


class IOfficeEnd(IViewletManager):
    """Viewlets after the bar of every page of the back office: nothing that a citizen loads."""


class IMiniSite(Interface):
    """A navigation root inside a commune's site: a library, a cultural centre.

    It has a menu and colours of its own, and a way back to the commune.
    """

    hue = Attribute("Hue of its colours in degrees; None for that of the commune.")
    chroma = Attribute("Their chroma; None for that of the commune.")


class ICrisisPage(Interface):
    """An adapter of (site, request): the light page that replaces the home in a crisis."""

    active = Attribute("Whether the home is replaced now.")

    def __call__() -> str:
        """Return the whole page as HTML."""


class IAnswer(Interface):
    """A named adapter of a site, by portal type: what is told of an item before the click."""

    def __call__(brain: AbstractCatalogBrain, language: str, now: datetime) -> Answer:
        """Return the answer from what the catalog keeps; no item is woken."""


class IFinder(Interface):
    """An adapter of (navigation root, request): the site's search, absent without one."""

    def rows(text: str, most: int) -> list[dict[str, Any]]:
        """Return the public pages that answer `text` best, as the macro of results wants."""


class ISearchUpkeep(Interface):
    """An adapter of a site: whether its search knows what it should; absent without one."""

    def problems() -> Iterable[str]:
        """Return what is wrong, a sentence each, for the operator."""

    def mend() -> str:
        """Mend it in the current transaction, and return a sentence about it."""


class IUnansweredSearches(Interface):
    """An adapter of a site: what visitors look for, and what of it they do not find."""

    url = Attribute("The page where somebody says what such a phrase means.")

    def available() -> bool:
        """Tell whether this person may open that page."""

    def phrases(most: int) -> list[TypedSearch]:
        """Return at most `most` phrases without result, of the last 30 days, most typed first."""

    def typed(most: int) -> list[TypedSearch]:
        """Return the same of all searches, with a result or without."""


class IOfficePlace(Interface):
    """A named adapter of (site, request): a section of work in the bar of the back office.

    Its name is that of the add-on: one that a view has would hide the view.
    """

    title = Attribute("One or two words, a message id.")
    url = Attribute("Where it leads.")
    order = Attribute("Number by which the bar is sorted; the dashboard is 0.")
    count = Attribute("How many things wait there; 0 shows no number.")

    def available() -> bool:
        """Tell whether this person has work there. What is not theirs is absent, not greyed."""


class ICard(Interface):
    """A named adapter of (site, request): a group of the dashboard, what waits for this person.

    An empty group is named in the line of what was checked and found in order.
    """

    title = Attribute("Name of the group, a message id.")
    description = Attribute("What it gathers, a short sentence; a message id.")
    group = Attribute('Where it stands: "decide", "mend", "heard", "resume" or "week".')
    more_url = Attribute("Where all of them are, when there are more than shown; may be absent.")

    def available() -> bool:
        """Tell whether this person has anything to do with it."""

    def rows(most: int) -> list[WorkRow]:
        """Return at most `most` rows, the most pressing first. Work from the catalog by index:
        the cost must not grow with the size of the site."""


class IWriting(Interface):
    """An adapter of (context, request): what this person is typing into a form of an item.

    It is kept beside the page, never in it. A form is named: "edit", "sections"; of a folder also
    "add:News Item:1f0c92aa", one for each time that something new is begun.
    """

    scripts = Attribute("Addresses of the modules of script that a form loads to be kept.")
    styles = Attribute("Addresses of their style sheets.")

    def attributes(form: str) -> dict[str, str]:
        """Return the attributes by which these scripts know a `<form>`."""

    def typed(form: str) -> Typed | None:
        """Return what this person typed and did not save, None for nothing."""

    def keep(form: str, fields: dict[str, str | list[str]], base: str) -> None:
        """Keep what was typed.

        :raises CommunesError: when it is too much.
        """

    def forget(form: str) -> None:
        """Forget what was typed: it is saved, or not wanted."""


class IMandates(Interface):
    """An adapter of a site: who held which role in which body of the commune, and when.

    A body is a token of the vocabulary `communesplone.bodies` ("college", "council", "cpas"…), a
    role one of `communesplone.roles` ("mayor", "alderman", "councillor", "director_general"…).
    """

    def holders(body: str, on: date) -> tuple[Mandate, ...]:
        """Return the mandates in `body` that run on that day, in order of precedence."""

    def of_person(person: str) -> tuple[Mandate, ...]:
        """Return the mandates of the person with this UID, the newest first."""

    def role_on(person: str, body: str, on: date) -> str | None:
        """Return the role of a person in a body on that day, None for none."""


class ISubscriptionTopic(Interface):
    """A named adapter of a site: something a citizen can be told of by mail.

    The name is kept with the subscription: it never changes.
    """

    title = Attribute("Title for people, a message id.")
    description = Attribute("One sentence, a message id.")
    choices = Attribute(
        "Pairs (token, title) among which a subscriber narrows the topic, as streets; empty for "
        "none. `entries` gets the chosen token."
    )
    digest = Attribute("Whether entries wait for the digest; else only `ISubscriptions` sends.")

    def entries(since: datetime, until: datetime, choice: str | None) -> Iterable[TopicEntry]:
        """Return what was published for everybody in a period (aware moments), oldest first.

        Called as an anonymous visitor, in the language of the subscriber, which is that of
        `plone.api.portal.get_current_language`: on a site of several, entries of that one.
        """

    def is_current(key: str) -> bool:
        """Tell whether the entry with this key may be sent still: not withdrawn, not expired.

        Called as an anonymous visitor just before an entry given to `ISubscriptions.send` goes.
        """


class ISubscriptions(Interface):
    """An adapter of a site: mail to those who asked for it and confirmed."""

    def send(topic: str, entry: TopicEntry, choices: Collection[str] = ()) -> None:
        """Have `entry` sent now, once, by a job, to the confirmed subscribers of a topic.

        :param choices: only to those who chose one of these, or did not narrow the topic.
        :raises KeyError: when there is no such topic.
        """

    def bounced(return_path: str, permanent: bool) -> bool:
        """Count a mail that came back; return whether its return path is one of this site.

        :param return_path: the local part that the mail was sent from.
        """

    def problems() -> Iterable[str]:
        """Return what keeps mail from going out, a sentence each, for the operator."""

    def mend() -> str:
        """Mend what can be mended without a decision, and return a sentence about it."""


class INotificationKind(Interface):
    """A named utility: something that people of a site are told of by mail, as they choose."""

    title = Attribute("What happened, a message id.")
    description = Attribute("Who is told, a short sentence; a message id.")
    frequency = Attribute('When, until somebody chooses: "now", "daily" or "never".')


class INotifications(Interface):
    """An adapter of a site: tells people what they chose to be told; absent without accounts."""

    def tell(kind: str, notice: Notice, people: Collection[str] = (), about: str = "") -> None:
        """Have people told by a job, each once, when they chose to be.

        :param kind: the name of an `INotificationKind`.
        :param people: user ids; empty for those who may change the page `about`.
        :param about: UID of a page; who may not see it is not told.
        """


class IAccounts(Interface):
    """An adapter of a site: what is done for its people; absent without accounts."""

    def listed() -> Iterable[dict[str, Any]]:
        """Return for each account login, name, teams (ids), second_factor, closed (booleans) and
        waits_until (aware moment before which no login is tried, or None)."""

    def invite(address: str, group: str) -> None:
        """Have a mail sent with a link by which somebody makes an account, in a group of the site.

        :raises CommunesError: the address is none or has an account, or the person asking may not
            give the rights of that group.
        """

    def unlock(login: str) -> None:
        """Let somebody log in again at once who failed too often.

        :param login: login name or mail address.
        :raises KeyError: nobody here has it.
        """

    def reset_second_factor(login: str) -> None:
        """Take the second factor of somebody away, and end their sessions.

        :raises KeyError: nobody here has that login.
        """


class IAccountPart(IViewletManager):
    """Viewlets on the page of one's own account: what else a person chooses for themselves."""


class ISiteData(Interface):
    """A named adapter of a site: what an add-on keeps there outside of content and settings.

    The name is that of the add-on. `communes export` takes it along, `communes import` brings it.
    """

    def dump() -> object:
        """Return everything as plain data of JSON."""

    def load(data: object, same_site: bool) -> None:
        """Make what is kept that of `data`.

        :param same_site: whether the site keeps the id it had. A copy under another id must not
            act in its stead: it writes to nobody.
        """
