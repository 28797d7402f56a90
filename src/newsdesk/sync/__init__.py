"""The threads that keep the store up to date: one that plans and asks the intake process, one that writes."""
