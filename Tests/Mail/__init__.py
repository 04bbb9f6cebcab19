"""Links that the Hall sends by mail, received by a real mail server, and by some that are none."""
