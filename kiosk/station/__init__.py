"""What a person can do at a kiosk, one file for each doing. Knows the store and the sync, and no window."""
