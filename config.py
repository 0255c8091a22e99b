"""Settings: the only reader of the environment. Everything has a default that works on a laptop."""

from pathlib import Path
from typing import Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings

ROOT = Path(__file__).resolve().parent
DEVELOPMENT_SECRET = "development-only-not-secret"  # noqa: S105 - refused in production below


class Settings(BaseSettings):
    """What the environment may say. Sizes in bytes.

    `HUB_ENV=production` refuses to start without `SECRET_KEY`.
    """

    hub_env: str = "development"
    secret_key: str = DEVELOPMENT_SECRET
    database_url: str = f"sqlite:///{ROOT / 'instance' / 'hub.sqlite3'}"
    max_content_length: int = Field(default=2_000_000, gt=0)

    @model_validator(mode="after")
    def _production_has_a_secret(self) -> Self:
        if self.hub_env == "production" and self.secret_key == DEVELOPMENT_SECRET:
            message = (
                "SECRET_KEY is not set. Set it to a long random text before starting in production."
            )
            raise ValueError(message)
        return self

    def flask(self) -> dict[str, object]:
        """The same settings under the names Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": _driver_named(self.database_url),
            "MAX_CONTENT_LENGTH": self.max_content_length,
            "MAX_FORM_MEMORY_SIZE": self.max_content_length,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.hub_env == "production",
            "WTF_CSRF_TIME_LIMIT": None,
        }


def _driver_named(url: str) -> str:
    """`postgres://…`, as hosts hand it out, under the driver SQLAlchemy should use."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
