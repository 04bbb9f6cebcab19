"""What all tests from outside share: the program's commands, a running Hall, and plain HTTP."""
