"""The window: shows values of the desk and sends it commands; must not know the stores, the network or the threads."""
