"""Made-up citizens who answer the survey of a running product, as people do: in LINE and on the web page, over HTTP."""
