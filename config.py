"""Settings: the only reader of the environment. Everything has a default that works on a laptop."""

from pathlib import Path
from typing import Literal, Self

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
    site_address: str = "http://127.0.0.1:5000"
    trusted_proxies: int = Field(default=0, ge=0, le=5)
    jobs_file: Path = ROOT / "instance" / "jobs.sqlite3"
    rate_limit_storage: str = "memory://"
    mail_via: Literal["console", "file", "smtp", "notify"] = "console"
    mail_from: str = "Childcare Hub <hub@example.org>"
    mail_folder: Path = ROOT / "instance" / "mail"
    mail_server: str = "127.0.0.1"
    mail_port: int = Field(default=25, gt=0, lt=65536)
    mail_security: Literal["none", "starttls", "tls"] = "none"
    mail_username: str | None = None
    mail_password: str | None = None
    mail_timeout_seconds: int = Field(default=20, gt=0, le=120)
    notify_api_key: str | None = None
    notify_template_id: str | None = None
    notify_address: str = "https://api.notifications.service.gov.uk"

    @model_validator(mode="after")
    def _production_has_a_secret(self) -> Self:
        if self.hub_env == "production" and self.secret_key == DEVELOPMENT_SECRET:
            message = (
                "SECRET_KEY is not set. Set it to a long random text before starting in production."
            )
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _notify_has_its_key(self) -> Self:
        if self.mail_via == "notify" and not (self.notify_api_key and self.notify_template_id):
            message = "MAIL_VIA=notify needs NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID."
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
            "IN_PRODUCTION": self.hub_env == "production",
            "SITE_ADDRESS": self.site_address.rstrip("/"),
            "TRUSTED_PROXIES": self.trusted_proxies,
            "JOBS_FILE": self.jobs_file,
            "RATELIMIT_STORAGE_URI": self.rate_limit_storage,
            **self._mail(),
        }

    def _mail(self) -> dict[str, object]:
        return {
            "MAIL_VIA": self.mail_via,
            "MAIL_BACKEND": "dummy" if self.mail_via == "notify" else self.mail_via,
            "MAIL_DEFAULT_SENDER": self.mail_from,
            "MAIL_FILE_PATH": str(self.mail_folder),
            "MAIL_SERVER": self.mail_server,
            "MAIL_PORT": self.mail_port,
            "MAIL_USE_TLS": self.mail_security == "starttls",
            "MAIL_USE_SSL": self.mail_security == "tls",
            "MAIL_USERNAME": self.mail_username,
            "MAIL_PASSWORD": self.mail_password,
            "MAIL_TIMEOUT": self.mail_timeout_seconds,
            "NOTIFY_API_KEY": self.notify_api_key,
            "NOTIFY_TEMPLATE_ID": self.notify_template_id,
            "NOTIFY_ADDRESS": self.notify_address,
        }


def _driver_named(url: str) -> str:
    """`postgres://…`, as hosts hand it out, under the driver SQLAlchemy should use."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url
