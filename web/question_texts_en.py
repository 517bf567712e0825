"""Headings and sentences of the statistics of questions, in English."""

from qa.counting import NO_TOPIC, Outcome

TITLE = "Questions and answers in figures"
BY_MONTH = "Questions asked online, by month"
BY_TOPIC = "Questions asked online, by topic: {span}"
MONTH, TOPIC, SPAN = "Month", "Topic", "Period"
OUTCOMES = {
    Outcome.ASKED: "All questions",
    Outcome.ANSWERED: "Answered at once",
    Outcome.ASKED_BACK: "Asked to choose a topic",
    Outcome.PASSED_ON: "Passed on to staff",
    Outcome.BY_STAFF: "Answered by staff",
}
WAITING = "Waiting for staff"
MEDIAN = "Time staff took (median)"
MEDIAN_MINUTES = "Time staff took (median, minutes of office time)"
ALL_TOPICS, OTHER_TOPIC = "All topics", "Other topics"

CHART = "Questions each month"
PARTS = ("Answered at once", "Answered by staff", "Waiting for staff")
NOTHING = "No questions"
NOTHING_IN = "No questions in {months}"
NOTHING_IN_YEAR = "{year}: no questions"

ONLINE = "Online services used, by month"
ONLINE_COLUMNS = ("Questions", "Suggestions", "General complaints", "Posters opened")
ONLINE_SAID = "Messages and openings are counted, not people. Reports of corruption are counted apart."
NOTHING_ONLINE = "Nobody used the online services in {year}"
TOPIC_MONTHS = "Questions on each topic, by month"
MONTHS = "By month, half-year and year"
TOPICS = "By topic"
CHOOSE_YEAR = "Choose a fiscal year"
WHOLE_FILE = "The whole year in one table"
OTHER_FIGURES = "Other figures of this office"

NOTES = (
    "A question may count in several columns, for example when a topic had to be chosen before the answer. "
    "The column of all questions counts each question once.",
    "All questions passed on to staff count under Other topics, where there may be more of them than questions.",
    "Waiting for staff: asked in that month, and still waiting on the day of this page.",
    "Median: half of the questions were answered within this time. Only office time counts.",
    "The hour of a question is kept, not the minute: the time shown may be up to 1 hour too long. "
    "It is shown from 5 answers on.",
    "The figures count messages. Nothing tells who asked.",
)
OTHERS = "Besides questions, this year brought suggestions: {suggestion}, general complaints: {complaint}"

_TOPICS = {
    NO_TOPIC: OTHER_TOPIC,
    "ภาษีและค่าธรรมเนียม": "Taxes and fees",
    "สวัสดิการสังคม": "Social welfare",
    "ขออนุญาต": "Permits",
    "งานทะเบียนและที่ดิน": "Registration and land",
    "น้ำประปาและขยะ": "Water and waste",
    "ถนนและไฟส่องสว่าง": "Roads and street lights",
    "ป้องกันภัยและสุขภาพ": "Safety and health",
    "การศึกษาและชุมชน": "Education and community",
    "ข้อมูลและความโปร่งใส": "Information and transparency",
    "ร้องเรียนและเสนอแนะ": "Complaints and suggestions",
    "ติดต่อหน่วยงาน": "Contacting the office",
}
"""Those of the starter entries (`qa/starter`)."""


def topic(name: str) -> str:
    """The topic in English; as the office named it where it is the office's own."""
    return _TOPICS.get(name, name)


def minutes(many: int) -> str:
    """ "1 hour 25 minutes"."""
    hours, rest = divmod(many, 60)
    if not many:
        return "under 5 minutes"
    told = (f"{hours} hour{'s' * (hours > 1)}" if hours else "", f"{rest} minutes" if rest else "")
    return " ".join(filter(None, told))
