"""Headings and sentences of the published figures, in English."""

PERIOD = "Period"
COMPLAINTS = "Reports of corruption and misconduct"
COMPLAINT_COLUMNS = ("All reports", "Finished", "In progress")
CARRIED = "Carried over from earlier periods"
CARRIED_SAID = "A report counts in the period in which it arrived. Those carried over are shown, and not counted again."
YEAR_SAID = "{period}: {counts}"
NONE_IN = "No reports in {periods}"
COMPLAINT_DAYS = "Average time taken, finished years"
COMPLAINT_DAYS_COLUMNS = ("Year and kind", "Days on average", "Reports closed")
COMPLAINT_CATEGORIES = "What the reports were about, finished years"
COMPLAINT_CATEGORY_COLUMNS = ("Year and kind", "Reports")
ALL_CATEGORIES, OTHER_CATEGORIES = "All kinds", "Other kinds together"
CATEGORIES = {
    "bribery": "Bribery",
    "procurement": "Procurement",
    "embezzlement": "Embezzlement of public property",
    "land_titles": "Unlawful land titles",
    "personnel": "Personnel decisions",
    "budget": "Budget, projects or false claims",
    "misconduct": "Misuse or neglect of official duty",
    "conflict": "Conflict of interest",
    "unusual_wealth": "Unusual wealth",
    "ethics": "Serious breach of ethics",
    "unsorted": "No kind given",
}
NO_COMPLAINTS = "no reports of corruption or misconduct"
COUNTS = "{total} reports in all, {finished} finished, {in_progress} in progress"
FEW_HIDDEN = "Kinds with fewer than 5 reports are not shown apart, so that nobody can tell which report it was."
AS_OF = "Figures as of {day}"
NOT_PUBLISHED = "The first day of publication has not come yet"

RESULT_COLUMNS = ("Question", "Score (of 100)", "95% confidence interval", "Answers")
INDICATOR = "Indicator {key}: {name}"
TOTAL = "Overall score"
ANSWERED = "{n} people answered; the target is {target}"
BY_CHANNEL = "By channel: {channels}"
CHANNELS = {
    "line": "LINE",
    "web": "web page",
    "kiosk": "screen at the counter",
    "paper": "paper",
    "assisted": "with a helper",
}
HIDDEN, NO_CHANNEL = "withheld", "not told apart"
TOO_FEW = "Too few answers"
TOO_FEW_SAID = "Fewer than {least} people answered: no conclusion yet"
CLOSED, OPEN = "closed", "open for answers"
ROUND = "{period} ({state})"
NOT_YET = "The scores of this round are published after it closes on {day}"
INTERVAL = "The confidence interval tells how far the score may be off, because only some people answered."
SELF_SELECTED = "People chose to answer: the result is the opinion of those who did, not of everybody."
OUR_OWN = "This is the office's own survey. It is not the official EIT score of the NACC."
THAI_WORDING = "The questions are shown in Thai, as they were asked."
