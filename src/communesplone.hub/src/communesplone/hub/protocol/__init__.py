"""Sharing with communes of other clusters: the library over HTTPS, and the hub's word to them.

`services` answers, `client` tells, `communes` is who they are. What is said is specified in
`docs/contributor/protocol.md`.
"""
