"""Credentials as they are pasted into the console. All are made up."""

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
LINE_TOKEN = "Ab+/" * 42 + "Abc="
ACCOUNT = {
    "type": "service_account",
    "project_id": "banmai",
    "private_key_id": "k1",
    "private_key": "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n",
    "client_email": "bot@banmai.iam.gserviceaccount.com",
    "client_id": "1",
    "token_uri": "https://oauth2.googleapis.com/token",
    "universe_domain": "googleapis.com",
}
SHEET = "1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms"
