"""Posters: an owner's approved words become a tagged PDF and pictures with a site's own logo, contacts, address and QR code."""
