"""Forums with their members, and events with who was asked and who came."""
