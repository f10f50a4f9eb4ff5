"""What answers over a network: pages, a chat endpoint, JSON services; and their kept answers."""
