"""``GET /openapi.json`` and ``GET /docs``: the schema, and a page over it that fetches nothing from elsewhere."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from rag.api import wording
from rag.api.described import complete, header_components
from rag.api.schemas import ProblemModel

ASSETS_PACKAGE = "fastapi_offline"
"""Ships the files of Swagger UI; nothing else of it is used."""
_ASSETS = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css", "favicon.png": "image/png"}
_START = "start.js"
# Addresses are relative, so that the page works below any path that a proxy adds.
_PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{wording.TITLE}: the API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="docs/swagger-ui.css"><link rel="icon" href="docs/favicon.png"></head>
<body><div id="swagger-ui"></div><noscript>This page needs JavaScript; the schema is at
<a href="openapi.json">openapi.json</a>.</noscript>
<script src="docs/swagger-ui-bundle.js"></script><script src="docs/{_START}"></script></body></html>
"""
_SCRIPT = """window.ui = SwaggerUIBundle({
  url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout"
});
"""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; frame-ancestors 'none'"
)
_DAY = "private, max-age=86400"


def router(app: FastAPI, route_class: type[APIRoute]) -> APIRouter:
    """The routes of the documentation; they do not document themselves."""
    routes = APIRouter(route_class=route_class, include_in_schema=False)

    @routes.get("/openapi.json")
    def schema() -> JSONResponse:
        return JSONResponse(app.openapi())

    @routes.get("/docs")
    def page() -> HTMLResponse:
        return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})

    @routes.get("/docs/{name}")
    def asset(name: str) -> Response:
        return _asset(name)

    return routes


def describe(app: FastAPI, has_key: bool) -> dict[str, Any]:
    """The OpenAPI schema; with the problem document, and the key where one is asked for."""
    schema = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes,
        tags=app.openapi_tags,
    )  # fmt: skip
    components = schema["components"]
    components["headers"] = header_components()
    for operations in schema["paths"].values():
        for operation in operations.values():
            complete(operation)
    problem = ProblemModel.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, definition in (problem.pop("$defs") | {"ProblemModel": problem}).items():
        components["schemas"].setdefault(name, definition)
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    if has_key:
        bearer = {"type": "http", "scheme": "bearer", "description": "The key the server was started with."}
        components["securitySchemes"] = {"key": bearer}
        schema["security"] = [{"key": []}]
        for path in ("/health", "/health/ready"):
            schema["paths"][path]["get"]["security"] = []
    return schema


def _asset(name: str) -> Response:
    if name == _START:
        return Response(_SCRIPT, media_type="text/javascript")
    if name not in _ASSETS:
        raise HTTPException(404)
    content = files(ASSETS_PACKAGE).joinpath("static", name).read_bytes()
    return Response(content, media_type=_ASSETS[name], headers={"Cache-Control": _DAY})
