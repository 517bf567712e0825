"""The public pages: one front door per agency, the survey on the web, the fraud door, the published figures."""

from web.installing import install
from web.parts import Parts, Rates

__all__ = ["Parts", "Rates", "install"]
