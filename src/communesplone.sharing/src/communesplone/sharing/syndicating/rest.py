"""@syndication and @syndication-file, open to everybody: docs/contributor/syndication.md."""

from communesplone.sharing.syndicating import answering
from communesplone.sharing.syndicating.giving import kinds
from communesplone.sharing.syndicating.store import feed_of
from plone.restapi.services import Service
from typing import Any
from zExceptions import BadRequest
from zExceptions import NotFound


class Syndication(Service):
    """A page of the feed, from a number on; kind=… narrows it."""

    open_to_anonymous = True

    def reply(self) -> dict[str, Any] | None:
        """Answer what comes next; 304 to who has seen that."""
        since, wanted = self._number(), self._kinds()
        found = answering.answer(self.context, since, wanted)
        if found is None:
            raise NotFound(self.request["URL"])
        tag = f'"{since}-{found["newest"]}-{found["ring"]["serial"]}-{".".join(wanted)}"'
        response = self.request.response
        response.setHeader("ETag", tag)
        response.setHeader("Cache-Control", "no-cache")
        if self.request.getHeader("If-None-Match") == tag:
            response.setStatus(304)
            return None
        return found

    def _number(self) -> int:
        value = self.request.form.get("since", "0")
        if (
            not isinstance(value, str)
            or not value.isascii()
            or not value.isdigit()
            or len(value) > 9
        ):
            raise BadRequest("since: a number")
        return int(value)

    def _kinds(self) -> tuple[str, ...]:
        value = self.request.form.get("kind", ())
        wanted = (value,) if isinstance(value, str) else tuple(value)
        return tuple(kind for kind in kinds() if kind in wanted)


class SyndicationFile(Service):
    """The bytes of a picture of something that is in the feed, by their digest."""

    open_to_anonymous = True

    def render(self) -> bytes:
        """Answer the bytes, as nothing that a browser shows."""
        digest = self.request.form.get("digest", "")
        found = answering.file(self.context, digest) if isinstance(digest, str) else None
        if feed_of(self.context) is None or found is None:
            raise NotFound(self.request["URL"])
        response = self.request.response
        response.setHeader("Content-Type", "application/octet-stream")
        response.setHeader("Content-Disposition", "attachment")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return found
