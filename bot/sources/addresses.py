"""Addresses of pages: which are taken, which are one and the same, and what an article from there is called."""

import re
import unicodedata

from yarl import URL

from bot.inert import shown
from embeddings.errors import ArticleError

LONGEST = 2_000
TRACKING = re.compile(
    r"utm_\w+|(?:fb|g|dc|ms|y|tw|tt|igsh|li_fat_)cli?d|gclsrc|fbclid|gclid|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|"
    r"ga_\w+|cmpid?|ncid|ocid|at_(?:medium|campaign|custom\d|link_\w+|ptr_\w+|bbc_team|format)|smid|sh|yclid|_openstat",
    re.IGNORECASE,
)
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}


def checked(address: str) -> URL:
    """An address that may be fetched or linked: http or https, a host, nobody's name or password in it.

    Raises:
        ArticleError: it is none.
    """
    told = shown(address[:200])
    if len(address) > LONGEST:
        raise ArticleError(f"The address {told}… is longer than {LONGEST:,} characters: give the page's own address.")
    if "\\" in address or any(unicodedata.category(char) in _UNSAFE for char in address):
        raise ArticleError(f"{told} is no address: it holds a space, a backslash or a control character.")
    try:
        url = URL(address)
        host, port = url.host, url.port
    except (ValueError, UnicodeError) as error:
        raise ArticleError(f"{told} is no address: write it as http://… or https://….") from error
    if url.scheme not in ("http", "https"):
        raise ArticleError(f"{told} is not fetched: only http and https are.")
    if not host or port is None:
        raise ArticleError(f"{told} names no host: write it as http://… or https://….")
    if url.user is not None or url.password is not None:
        raise ArticleError(f"{told} is not fetched: an address must not hold a user name or password.")
    return url


def web_address(address: str) -> str | None:
    """The address as it may be kept and linked, None where it is none."""
    try:
        return str(checked(address.strip()))
    except ArticleError:
        return None


def normal(url: URL) -> URL:
    """What addresses of one page have in common: no fragment, no parameters that only track readers."""
    kept = [(key, value) for key, value in url.query.items() if not TRACKING.fullmatch(key)]
    plain = url.with_fragment(None).with_path(url.raw_path or "/", encoded=True, keep_query=True)
    return plain if len(kept) == len(url.query) else plain.with_query(kept or None)


def stem(url: URL) -> str:
    """What the id of an article from there is made of: host and last words of the path, at most 80 letters."""
    host = (url.host or "").removeprefix("www.")
    last = next((part for part in reversed(url.parts) if part.strip("/")), "")
    return slug(f"{host} {re.sub(r'[.][a-z]{3,5}$', '', last)}")


def slug(words: str, longest: int = 80) -> str:
    """Words as lower-case ASCII letters and digits with hyphens between; "article" where none are left."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-") or "article"
