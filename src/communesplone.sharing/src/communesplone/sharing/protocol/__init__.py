"""Sharing with a hub of another cluster: its library over HTTPS, and its word to the commune.

`client` calls it, `services` answers it, `hub` is who it is. What is said is specified in
`docs/contributor/protocol.md`.
"""
