"""What the server is told by its environment: `KIOSK_DATABASE_URL`, `KIOSK_SECRET`."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """`secret` signs access tokens: at least 32 characters, the same in every process."""

    model_config = SettingsConfigDict(env_prefix="KIOSK_", frozen=True)

    database_url: str = ""
    secret: str = Field(default="", min_length=32, repr=False, validate_default=True)
