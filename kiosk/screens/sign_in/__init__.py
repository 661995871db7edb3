"""What a kiosk shows while nobody is signed in."""
