"""The demo: the service, its PostgreSQL, Prometheus and Alertmanager, all private, and a load on them."""
