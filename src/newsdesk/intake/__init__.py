"""The wall: one child process that touches every foreign byte; jobs go in, deliveries of frozen values come out."""
