"""One run of the builder: which sites, what of them is made anew and by which process, what becomes of each."""
