"""What articles count: numbers in their sentences, and the figures on an issue."""
