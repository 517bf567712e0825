"""Six digits from the follow-up page to the chat: whoever types them within ten minutes is told of answers."""

import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import timedelta

from complaints import notice
from complaints.case_wraps import Keys
from complaints.desk import Desk
from kernel.agency import Agency
from kernel.errors import Unavailable

CODE_KEPT = timedelta(minutes=10)
_ATTEMPTS = 8


@dataclass(frozen=True)
class NoticeCodes:
    """Over a desk. What is kept names neither case nor person."""

    desk: Desk

    def give(self, agency: Agency, keys: Keys) -> str:
        """A code for the case with these keys. Raises Unavailable when none is free."""
        body = {
            "notice": notice.notice_id(self.desk.crypto, keys),
            "public": b64encode(notice.public_key(self.desk.crypto, keys)).decode(),
        }
        until = self.desk.clock.now() + CODE_KEPT
        for _ in range(_ATTEMPTS):
            code = f"{secrets.randbelow(10**6):06}"
            if self.desk.short.put_new(self._name(agency, code), json.dumps(body).encode(), until):
                return code
        raise Unavailable("no free code")

    def bind(self, agency: Agency, code: str, user: str) -> bool:
        """For the bot: seal the sender's id to the case whose code this is. False for any other six digits."""
        kept = self.desk.short.take(self._name(agency, code), self.desk.clock.now())
        if kept is None:
            return False
        body = json.loads(kept)
        blob = notice.filled(self.desk.crypto, agency, b64decode(body["public"]), user)
        with self.desk.store.begin() as work:
            if work.notices.get(agency, body["notice"]) is None:
                return False  # closed meanwhile
            work.notices.put(agency, body["notice"], blob)
        return True

    def _name(self, agency: Agency, code: str) -> str:
        return "code-" + self.desk.crypto.mark("notice code", agency.code, code)
