#!/bin/sh
# Runs once, when the database is created. Three kinds of role: the owner migrates; the application logs in without any
# right of its own; in each transaction it takes on a runtime role, which row-level security binds.
set -eu

psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  -v owner_password="$DATABASE_OWNER_PASSWORD" -v app_password="$DATABASE_APP_PASSWORD" <<'SQL'
CREATE EXTENSION IF NOT EXISTS vector;

CREATE ROLE storehand_runtime NOLOGIN NOINHERIT;
CREATE ROLE storehand_platform NOLOGIN NOINHERIT;
CREATE ROLE storehand_queue NOLOGIN NOINHERIT;

CREATE ROLE storehand_owner LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'owner_password';
ALTER DATABASE :"DBNAME" OWNER TO storehand_owner;

CREATE ROLE storehand_app LOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT PASSWORD :'app_password';
GRANT storehand_runtime, storehand_platform, storehand_queue TO storehand_app;
SQL
