"""How fast it is: `make benchmark`."""
