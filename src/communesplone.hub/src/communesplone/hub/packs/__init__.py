"""Packs: contents of the library that go together, put together by the reviewers of the hub."""
