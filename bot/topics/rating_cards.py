"""The survey's bubbles: a question, and the review.

A question with six options has to fit a phone of 360 x 740 without scrolling. So a bubble holds the progress, the
everyday wording, the options, and one row for skipping and going back; the official wording is one word away
("ข้อความเต็ม"), and how to answer by typing is in the notification text and in every hint.
"""

from bot import buttons, messages, texts
from bot.ports import Message
from surveys import sitting as sittings
from surveys.asking import asked
from surveys.instruments import Instrument, Item
from surveys.sitting import Sitting

SEND, BACK, SKIP = "send", "back", "skip"


def question(sitting: Sitting, instrument: Instrument, item: Item) -> Message:
    """One item with every option's full label, in the official order."""
    at, of = sittings.progress(sitting, instrument)
    head = texts.PROGRESS.format(at=at, of=of)
    how = texts.HOW_TO_ANSWER.format(most=len(item.options))
    body = [messages.words(head, color=messages.QUIET), messages.words(item.spoken, size="lg", bold=True)]
    options = [
        messages.button(
            messages.tells(
                f"{option.position}. {option.label}",
                buttons.data(buttons.SURVEY, s=sitting.session, q=item.id, a=option.position),
                option.label,
            )
        )
        for option in item.options
    ]
    skip = messages.tells(texts.SKIP_LONG, buttons.data(buttons.SURVEY, s=sitting.session, q=item.id, a=SKIP))
    last = [messages.button(skip, quiet=True)]
    if at > 1:
        last.append(_back(sitting))
    listed = "\n".join(f"{option.position}. {option.label}" for option in item.options)
    return messages.bubble(f"{head}: {item.spoken}\n{listed}\n{how}", body, [*options, messages.side_by_side(last)])


def review(sitting: Sitting, instrument: Instrument) -> Message:
    """Everything answered, before it is sent."""
    lines = []
    for at, item in enumerate(asked(instrument, sitting.answers), 1):
        option = item.option(sitting.answers.get(item.id))
        lines.append(texts.REVIEW_LINE.format(at=at, answer=option.label if option else texts.PASSED_OVER))
    send = messages.tells(texts.SEND_LONG, buttons.data(buttons.SURVEY, s=sitting.session, do=SEND))
    body = [messages.words(texts.REVIEW_TITLE, size="lg", bold=True)]
    body += [messages.words(line) for line in lines]
    body.append(messages.words(texts.REVIEW_BODY, color=messages.QUIET))
    alt = "\n".join([texts.REVIEW_TITLE, *lines, texts.REVIEW_BODY])
    return messages.bubble(alt, body, [messages.button(send, strong=True), _back(sitting)])


def _back(sitting: Sitting) -> messages.Component:
    data = buttons.data(buttons.SURVEY, s=sitting.session, do=BACK)
    return messages.button(messages.tells(texts.BACK_LONG, data), quiet=True)
