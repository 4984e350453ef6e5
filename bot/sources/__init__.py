"""Where articles come from: files, pages and feeds turned into texts with what is known about them."""
