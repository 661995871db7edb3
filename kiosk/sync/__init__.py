"""The road to the server: facts up, changes down, the live board. Nobody at the machine waits for it."""
