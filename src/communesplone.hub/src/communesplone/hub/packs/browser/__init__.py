"""The pages on which packs are put together, and the one on which everyone reads them."""
