"""All files of a toolkit in one ZIP file, with a manifest and a note on what they are."""
