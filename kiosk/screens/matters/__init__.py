"""What waits for a supervisor's word, and the deeds of one bundle."""
