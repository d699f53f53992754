"""Makes events up, scrapes them, lets Prometheus evaluate the generated rules, and holds what comes out to the truth."""
