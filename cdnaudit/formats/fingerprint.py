"""By what a code platform tells one finding from another."""

from hashlib import sha256

from cdnaudit.model.assessment import Finding


def digest(finding: Finding) -> str:
    """Return 64 hexadecimal digits: those of the fingerprint, or where only a company is named, of both.

    Two companies may share a fingerprint then, and a platform would drop the second finding.
    """
    fingerprint, company = finding.identity
    return digest_of(fingerprint, company) if company else fingerprint.removeprefix("sha256:")


def digest_of(*words: str) -> str:
    """Return the digest of what has no fingerprint."""
    return sha256("\0".join(words).encode(errors="surrogatepass")).hexdigest()
