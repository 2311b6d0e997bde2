"""Pictures of what is known, drawn here: how the network grew, where its members are, how many each country has."""
