"""Find your local team by postcode: the imported table of postcodes, who answers for which area, the files of a site."""
