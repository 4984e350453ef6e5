"""Rendering: answers and lists to pages, pages to Discord messages."""
