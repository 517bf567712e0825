"""The product as it is deployed, web and worker as processes of their own, and a look into its database."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from app.house import House
from app.settings import Settings
from benchmarks.processes import Process, free_port, keep_logs, wait_for
from benchmarks.proofs_town import AGENCY, BOT, SECRET, TOKEN
from qa import passing
from qa.answering import Kind, KnowledgeBase
from qa.knowledge import seed_starter
from qa.routing import Route, classify
from storage.tables import ballots, events, outbox, qa_counts, responses


@dataclass
class Office:
    """One installation: its processes, and the prover's own view of its database."""

    house: House
    port: int
    web: Process
    workers: list[Process]
    knowledge: KnowledgeBase
    questions: list[str] = field(default_factory=list)

    @property
    def webhook(self) -> str:
        """Where LINE delivers."""
        return f"http://127.0.0.1:{self.port}/line/{AGENCY.code}/webhook"

    def open(self) -> None:
        """Start the web processes and wait until they answer."""
        self.web.start()
        wait_for(f"http://127.0.0.1:{self.port}/healthz")

    def waiting(self) -> int:
        """Events that are not handled."""
        with self.house.workplace.read() as work:
            return work.inbox.waiting()

    def outbox(self) -> Counter[str]:
        """Messages by status: sending, waiting."""
        with self.house.workplace.read() as work:
            found = work.connection.execute(select(outbox.c.status, func.count()).group_by(outbox.c.status))
            return Counter({row[0]: row[1] for row in found})

    def in_hand(self) -> int:
        """Events and messages a worker has taken and not finished: what a kill would hit."""
        with self.house.workplace.read() as work:
            taken = select(func.count()).select_from(events).where(events.c.claim.is_not(None))
            return work.connection.execute(taken).scalar_one() + self.outbox()["sending"]

    def quiet(self, timeout_s: float) -> bool:
        """Wait until everything is handled and sent or held; False when it does not come to that."""
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if not self.waiting() and not self.outbox()["sending"]:
                return True
            time.sleep(0.25)
        return False

    def asked(self) -> Counter[str]:
        """The texts staff are asked, each with how often it is there."""
        with self.house.workplace.read() as work:
            return Counter(one.text for one in passing.waiting(work, AGENCY))

    def votes(self) -> tuple[int, int]:
        """Ballots, and their answers: published or still sealed."""
        with self.house.workplace.read() as work:
            count = select(func.count())
            cast = work.connection.execute(count.select_from(ballots)).scalar_one()
            sealed = select(func.count()).select_from(ballots).where(ballots.c.payload.is_not(None))
            kept = work.connection.execute(count.select_from(responses)).scalar_one()
            return cast, kept + work.connection.execute(sealed).scalar_one()

    def counted(self) -> Counter[str]:
        """The service statistics, by outcome."""
        with self.house.workplace.read() as work:
            rows = work.connection.execute(select(qa_counts.c.outcome, func.sum(qa_counts.c.count)).group_by("outcome"))
            return Counter({row[0]: int(row[1]) for row in rows})

    def end(self) -> None:
        """Stop every process."""
        for process in (*self.workers, self.web):
            process.end()
        self.house.close()


@contextmanager
def office(line_url: str, *, database: str = "", web_processes: int = 1, workers: int = 1) -> Iterator[Office]:
    """A migrated and seeded installation; no process runs yet."""
    with TemporaryDirectory(prefix="prongsai-proof-") as name:
        folder, port = Path(name), free_port()
        env = {
            "PRONGSAI_DATA": name, "PRONGSAI_LINE_API": line_url, "PRONGSAI_ALLOW_TWINS": "true",
            "PRONGSAI_WEB_PROCESSES": str(web_processes), "PRONGSAI_LOG_LEVEL": "WARNING", "PORT": str(port),
        }  # fmt: skip
        if database:
            env["DATABASE_URL"] = database
        settings = Settings(data=folder, **({"DATABASE_URL": database} if database else {}))  # type: ignore[arg-type]
        opened = _prepare(House(settings), env, folder, port, workers)
        try:
            yield opened
        finally:
            opened.end()
            keep_logs(folder)


def _prepare(house: House, env: Mapping[str, str], folder: Path, port: int, workers: int) -> Office:
    house.migrate()
    with house.workplace.begin() as work:
        work.agencies.add(AGENCY)
        credentials = {"secret": SECRET, "token": TOKEN, "bot_user_id": BOT, "basic_id": "@proof"}
        work.credentials.put(AGENCY, "line", credentials)
        seed_starter(work, AGENCY)
        entries = work.faq.all(AGENCY)
    knowledge = KnowledgeBase(entries, AGENCY)
    clear = [entry.question for entry in entries if _is_clear(knowledge, entry.id, entry.question)]
    crew = [Process(("worker",), env, folder / f"worker-{n}.log") for n in range(workers)]
    return Office(house, port, Process(("serve",), env, folder / "web.log"), crew, knowledge, clear)


def _is_clear(knowledge: KnowledgeBase, entry_id: str, question: str) -> bool:
    if classify(question) is not Route.QUESTION:  # an emergency, the survey: answered in another way
        return False
    reply = knowledge.reply(question)
    return reply.kind is Kind.ANSWER and reply.entries[0].entry.id == entry_id
