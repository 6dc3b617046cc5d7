"""What is asked of the server, what it has to answer, and how long that takes."""
