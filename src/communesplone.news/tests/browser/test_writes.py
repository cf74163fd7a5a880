"""What anonymous visitors read is not written by reading it."""


def test_no_page_feed_or_calendar_writes(add, tell, folder, functional, visitor):
    event, item = add("Market", recurrence="RRULE:FREQ=WEEKLY;COUNT=3"), tell("Works")
    news = item.aq_parent.absolute_url()
    pages = [
        folder.absolute_url(),
        f"{folder.absolute_url()}?theme=sport&month={event.start:%Y-%m}",
        *(f"{folder.absolute_url()}/@@agenda.{kind}" for kind in ("ics", "rss", "atom")),
        event.absolute_url(),
        f"{event.absolute_url()}/ics_view",
        news,
        f"{news}/@@news.rss",
        f"{news}/@@news.atom",
        item.absolute_url(),
    ]
    # Plone's own frame, which citizens do not get, names its portlets on the first visit
    visitor.open(functional["portal"].absolute_url())
    database = functional["app"]._p_jar.db()
    before = database.lastTransaction()
    for page in pages:
        visitor.open(page)
        assert visitor.headers["status"].startswith("200"), page
        assert database.lastTransaction() == before, page
