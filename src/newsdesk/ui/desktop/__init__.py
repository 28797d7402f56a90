"""What newsdesk is on the desktop outside its window: notifications and the tray."""
