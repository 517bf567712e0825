"""A vault that shows its seams: for domain tests that need no cryptography."""

import hashlib

from kernel.errors import Unreadable


class GlassVault:
    """Keeps the contract (context binding, equal marks) with reversible bytes."""

    def seal(self, label: str, context: str, plain: bytes) -> bytes:
        return f"{label}|{context}|".encode() + plain[::-1]

    def unseal(self, label: str, context: str, sealed: bytes) -> bytes:
        head = f"{label}|{context}|".encode()
        if not sealed.startswith(head):
            raise Unreadable
        return sealed[len(head) :][::-1]

    def mark(self, label: str, *parts: str) -> str:
        return hashlib.sha256(repr((label, parts)).encode()).hexdigest()[:32]
