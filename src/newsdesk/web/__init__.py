"""The network door: addresses in, bytes out. The only importer of requests; knows no feed, page or picture."""
