"""The agency's page and its transparency page, in English."""

LANGUAGES = {"th": "ไทย", "en": "English"}
LANGUAGE = "Language"
SKIP = "Skip to the content"
DEMO = "Demonstration, invented data (ระบบสาธิต)"
FOOT = "Footer"
HOME, STATISTICS_NAME, PRIVACY_NAME, TRANSPARENCY = (
    "Home",
    "Statistics and results",
    "Privacy",
    "Public information (OIT)",
)
NEVER = "This service never asks for your ID card number or a one-time password, and never asks you to transfer money."
THAI_FORM = "The form is in Thai; you may write in English."
PRINT, PRINT_TITLE = "Page for printing", "Print as evidence"
PRODUCED = "Produced on {day}"
DOWNLOAD = "Download"
ALL_TABLES = "Download all tables"

EYEBROW = "Online services of the office"
SERVICES, PUBLISHED = "Ask, suggest, rate", "Published information"
DOORS = {
    "ask": ("Ask in LINE", "Answers at once, every day; staff take over what has no answer yet"),
    "ask-web": ("Ask staff on the web", "No LINE and no name needed; read the answer with a code"),
    "follow": ("Read an answer", "With the code you noted"),
    "rate": ("Rate a service", "No name asked, 2 minutes at most"),
    "suggest": ("Suggest", "What the office should do better"),
    "complain": ("General complaint", "Trouble or poor service, not corruption"),
    "transparency": ("Public information for the ITA", "Every item to be disclosed, with its permanent address"),
    "statistics": ("Statistics and results", "Reports, services, and scores given by citizens"),
    "questions": ("Questions and answers in figures", "Questions by month, topics, and the time taken"),
    "annual": ("Yearly satisfaction report", "Finished fiscal years, as page and PDF, in Thai"),
    "guideline": ("How reports of corruption are handled", "How to report, steps, unit and time"),
    "privacy": ("Privacy notice", "What is kept, why, how long, and your rights"),
}

FRAUD_TITLE = "Report corruption by officials"
FRAUD_SAID = "This door is separate from general complaints and suggestions. No name and no LINE account needed."
FRAUD_OPEN, FRAUD_FOLLOW = "Open the reporting page", "Follow a report with its code"
OFFICIAL_TITLE = "Official EIT survey of the NACC"
OFFICIAL_SAID = "The official survey in the system of the NACC. It is not the same as rating a service of this office."
OFFICIAL_CODE = "QR code of the official EIT survey of the NACC"
OFFICIAL_NONE = "This year's survey is not open yet, or the office has not announced its link."
CONTACT_TITLE = "Contact the office"
PHONE, EMAIL, ADDRESS, HOURS, WEBSITE = "Phone", "E-mail", "Address", "Office hours", "Website"
WAYS = "The office also takes general complaints here"

RATE_TITLE, RATE_WHICH = "Rate a service", "Which counter would you like to rate?"
RATE_WHOLE, RATE_WHOLE_WHAT = "The whole office", "No particular counter"

ITA_TITLE = "Public information for the Integrity and Transparency Assessment (ITA)"
ITA_LEAD = (
    "Each item has a permanent address to put on the office's main website. Anybody may read it without signing in."
)
ITA_NUMBER = "ITA item numbers by fiscal year: {numbers}"
ITA_UNNUMBERED = "No number of its own; it must be separate from the corruption door"
ITA_INDEX = "Items"
ITEMS = {
    "ask": ("Questions and answers (Q&A)", "Ask without giving a name; staff answer on the same page, or in LINE"),
    "social": ("Social network", "The office's official LINE account answers at once"),
    "services": ("Service statistics", "Numbers by month and topic, for six months and the whole fiscal year"),
    "satisfaction": ("Satisfaction survey", "The report of the finished fiscal year, and the results of closed rounds"),
    "e-service": ("E-Service", "Ask, suggest, complain and rate without travelling, with the numbers of use"),
    "guideline": (
        "Guideline for reports of corruption",
        "How to report, steps, responsible unit ({unit}), result within {days}",
    ),
    "fraud": (
        "Door for reports of corruption",
        "An online form apart from every other channel: no name, encrypted, read by its officers alone",
    ),
    "fraud-statistics": ("Statistics of reports of corruption", "All reports, finished, in progress"),
    "suggest": ("Suggestions", "Opinions, apart from the corruption door"),
    "complain": ("General complaints", "Trouble or poor service"),
    "participation": (
        "Participation",
        "Citizens rate every round; results of closed rounds are published with the number of answers",
    ),
    "privacy": ("Personal data protection policy", "In force in {year}"),
    "official-eit": ("Official EIT survey", "Link and QR code of the survey in the system of the NACC"),
    "analysis": (
        "Analysis and measures",
        "The analysis of the office's own survey is in the yearly report; measures are on the main website",
    ),
}
LINKS = {
    "ASK": "Ask staff (in Thai)",
    "QUESTIONS": "Questions in figures",
    "SERVICE": "Service statistics",
    "USED": "Use of online services",
    "ANNUAL": "Yearly report (in Thai)",
    "RESULTS": "Results of closed rounds",
    "RATE": "Rate a service",
    "FOLLOW": "Read an answer (in Thai)",
    "GUIDELINE": "Guideline for reports of corruption",
    "FRAUD": "Report corruption (in Thai)",
    "RECEIPT": "Follow a report (in Thai)",
    "COMPLAINTS": "Statistics of reports of corruption",
    "SUGGEST": "Suggest (in Thai)",
    "COMPLAIN": "General complaint (in Thai)",
    "PRIVACY": "Privacy notice",
    "LINE": "The office's LINE account",
    "OFFICIAL": "Official EIT survey of the NACC",
    "WEBSITE": "The office's main website",
}
LINE_NONE = "There is no LINE account yet; ask on the web page."
LINE_CODE = "QR code of the office's LINE account"
DAYS, OFFICE_DAYS = "{n} days", "{n} working days"

STATISTICS_TITLE, IN_PAGE = "Statistics and results", "On this page"
COMPLAINTS_SHORT, SERVICE_SHORT, RESULTS_SHORT = "Reports", "Services", "Results"
COMPLAINTS_HEAD, SERVICE_HEAD, RESULTS_HEAD = "Reports of corruption", "Service statistics", "Scores given by citizens"
MORE_QUESTIONS = "Half-years, earlier years and a chart"
NO_ROUND = "No survey round yet"

ELSEWHERE = (
    ("National Anti-Corruption Commission (NACC)", "hotline 1205", "https://www.nacc.go.th"),
    ("Public Sector Anti-Corruption Commission (PACC)", "hotline 1206", "https://www.pacc.go.th"),
    ("Ombudsman", "hotline 1676", "https://www.ombudsman.go.th"),
    ("Damrongdhama Centre", "hotline 1567", ""),
)
"""Where to go when the office itself cannot be trusted."""
