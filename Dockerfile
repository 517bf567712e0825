# The same three steps as on any machine: environment, code, processes. See tests/house/test_dockerfile.py.
FROM python:3.13-slim

WORKDIR /app
COPY requirements.txt .
RUN python -m pip install --no-cache-dir -r requirements.txt

COPY kernel kernel
COPY surveys surveys
COPY complaints complaints
COPY qa qa
COPY qr qr
COPY storage storage
COPY bot bot
COPY web web
COPY console console
COPY sheets_sync sheets_sync
COPY app app

RUN useradd --create-home prongsai && mkdir /data && chown prongsai /data
USER prongsai
ENV PRONGSAI_DATA=/data PRONGSAI_HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000

# `docker run IMAGE python -m app worker` is the other process; `python -m app migrate` runs before both.
CMD ["sh", "-c", "python -m app migrate && exec python -m app serve"]
