"""Content packages of real data, as large as a Hall may become: made here, taken in by the program from outside."""
