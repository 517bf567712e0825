"""Floor 1: fraud complaints. Topics, intake, receipt, case work, the reporter's thread, statistics, audit chain.

This package exports nothing by itself: whoever imports `complaints.statistics` must not get opened text with it.
"""
