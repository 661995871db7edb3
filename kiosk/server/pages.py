"""Pages for a browser: the television's board, and the server's calls. Plain files of our own, which fetch nothing from
anywhere else (`web/`).
"""

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

PLACE = Path(__file__).parent / "web"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
FILES = {
    "/board": ("board.html", "text/html"),
    "/board/board.css": ("board.css", "text/css"),
    "/board/board.js": ("board.js", "text/javascript"),
    "/docs": ("docs.html", "text/html"),
    "/docs/docs.css": ("docs.css", "text/css"),
    "/docs/docs.js": ("docs.js", "text/javascript"),
}
"""By path. None holds anything of any factory: what a page shows it asks for like any other client."""


def routes() -> APIRouter:
    router = APIRouter(include_in_schema=False)
    for path, (name, media_type) in FILES.items():
        router.add_api_route(path, _file(name, media_type), response_class=FileResponse)
    return router


def _file(name: str, media_type: str) -> Callable[[], FileResponse]:
    def page() -> FileResponse:
        return FileResponse(PLACE / name, media_type=media_type, headers=HEADERS)

    return page
