"""The catch-up board: what comparable communes have and this one lacks, and the way made since.

A job computes it and keeps it in the site's own tree; its pages wait for no library.
"""
