"""A content of the library as it would look here: drawn from an item that is kept nowhere."""
