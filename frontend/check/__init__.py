"""What may not be published: rules that every rendered page is held against before its site is released."""
