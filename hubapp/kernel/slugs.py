"""Names as they stand in an address."""

import re
import unicodedata


def slugify(name: str) -> str:
    """Small letters, digits and hyphens: "Crumpet Moon Crèche" is "crumpet-moon-creche"."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
