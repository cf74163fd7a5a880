"""Syndication: what another site keeps up is shown here, and follows it by itself.

`giving` is what a site lets others show, in order of change (`store.Feed`); `ways` are the two
ways to the feed of another site; `subscribing` are the subscriptions, `fetching` the job that
asks, `receiving` decides on each entry, `items` makes, brings up to date and takes away,
`moderating` is the person's part. `filtering` and `notices` need no site.
"""
