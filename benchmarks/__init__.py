"""The measured claims of the project, each one command: `python -m benchmarks NAME`."""
