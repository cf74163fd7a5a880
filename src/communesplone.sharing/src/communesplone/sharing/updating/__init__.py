"""New revisions of what a commune adopted: received, compared with its own text, taken or not.

`receiving` keeps a revision as pending, `sides` are the three texts, `taking` writes, undoes and
detaches, `labels` and `telling` say it in words; the pages are in `browser`.
"""
