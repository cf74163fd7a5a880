"""The waste collection calendar: which stream is collected where and when."""
