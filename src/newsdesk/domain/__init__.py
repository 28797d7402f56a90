"""The words of the project: frozen, typed values; standard library only, no I/O and no clock."""
