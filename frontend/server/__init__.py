"""A small web server for built sites, and what it answers. The builder needs none of it, nor does any other web server."""
