"""The starter set as an office's knowledge base, built once."""

from functools import cache

from qa.answering import KnowledgeBase
from qa.seed import starter
from tests.cast import BAN_MAI


@cache
def starter_base() -> KnowledgeBase:
    """The same for everybody: nobody changes it."""
    return KnowledgeBase(starter(), BAN_MAI)
