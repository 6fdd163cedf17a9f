"""The routes, a module a subject; each has ``router(service, route_class)``."""
