"""The waist: the only object that the window and the command line are given; each method reads, asks or hands on."""

from newsdesk.desk.desk import Desk, utc_now

__all__ = ["Desk", "utc_now"]
