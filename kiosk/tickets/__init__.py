"""What is printed or shown for a camera to read: tickets, badges, cards."""
