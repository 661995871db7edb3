"""The television's page: plain files of our own, which fetch nothing from anywhere else (`web/`)."""

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


def routes() -> APIRouter:
    router = APIRouter(prefix="/board", include_in_schema=False)

    @router.get("")
    def page() -> FileResponse:
        """It holds nothing of any factory: what it shows it asks for like any other client."""
        return _file("board.html", "text/html")

    @router.get("/board.css")
    def style() -> FileResponse:
        return _file("board.css", "text/css")

    @router.get("/board.js")
    def script() -> FileResponse:
        return _file("board.js", "text/javascript")

    return router


def _file(name: str, media_type: str) -> FileResponse:
    return FileResponse(PLACE / name, media_type=media_type, headers=HEADERS)
