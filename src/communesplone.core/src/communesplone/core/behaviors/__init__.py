"""Behaviours that content types of any add-on share."""
