"""A refusal with its status, in the one shape that every caller of the existing front end can read."""

from fastapi import Request
from fastapi.responses import JSONResponse

from kiosk.wire import Sorry


class Refusal(Exception):
    """Raised where a request is refused. `sentence` is for a person; `retry_after_s` says when to come again."""

    def __init__(self, status: int, sentence: str, *, retry_after_s: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.retry_after_s = retry_after_s


def answer(status: int, sentence: str, retry_after_s: int | None = None) -> JSONResponse:
    headers = {"Retry-After": str(retry_after_s)} if retry_after_s is not None else None
    return JSONResponse(Sorry(error=sentence, message=sentence).model_dump(), status, headers)


async def refused(_request: Request, refusal: Exception) -> JSONResponse:
    if not isinstance(refusal, Refusal):
        raise refusal
    return answer(refusal.status, refusal.sentence, refusal.retry_after_s)
