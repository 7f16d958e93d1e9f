"""Pages as leaflets to print and hand over: PDF/UA, made by WeasyPrint from the page's own HTML."""
