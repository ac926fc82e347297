/**
 * The journal's schema, one numbered step a release that changes it. A step that has shipped is never edited.
 * `PRAGMA user_version` says how many were applied.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE lanes (
    id            INTEGER PRIMARY KEY,
    connection_id TEXT NOT NULL,
    connection    TEXT NOT NULL,
    table_name    TEXT NOT NULL,
    folder        TEXT NOT NULL,
    active        INTEGER NOT NULL DEFAULT 1,
    folder_note   TEXT,
    UNIQUE (connection_id, table_name)
  ) STRICT;

  CREATE TABLE deliveries (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    lane_id           INTEGER NOT NULL REFERENCES lanes (id),
    position          INTEGER NOT NULL,
    state             TEXT NOT NULL,
    origin            TEXT NOT NULL,
    source_path       TEXT NOT NULL,
    source_name       TEXT NOT NULL,
    size              INTEGER NOT NULL,
    modified_ns       INTEGER NOT NULL,
    arrived_at        INTEGER NOT NULL,
    converted_at      INTEGER,
    upload_started_at INTEGER,
    delivered_at      INTEGER,
    ended_at          INTEGER,
    sha256            TEXT,
    format            TEXT,
    row_count         INTEGER,
    rejected_rows     INTEGER NOT NULL DEFAULT 0,
    bytes_in          INTEGER,
    bytes_out         INTEGER,
    columns           TEXT,
    warnings          TEXT NOT NULL DEFAULT '[]',
    error             TEXT,
    spool_path        TEXT,
    object_key        TEXT,
    etag              TEXT,
    upload_id         TEXT,
    outcome_unknown   INTEGER NOT NULL DEFAULT 0,
    crashes           INTEGER NOT NULL DEFAULT 0,
    at_source         INTEGER NOT NULL DEFAULT 1,
    move_to           TEXT,
    archived_path     TEXT,
    peak_converter    INTEGER,
    peak_main         INTEGER,
    dismissed_at      INTEGER
  ) STRICT;
  -- the lanes: only what is under way, so that a million ended deliveries cost nothing
  CREATE INDEX deliveries_open ON deliveries (lane_id, position)
    WHERE state IN ('queued', 'converting', 'spooled', 'uploading', 'held');
  CREATE INDEX deliveries_moving ON deliveries (id) WHERE move_to IS NOT NULL;
  CREATE INDEX deliveries_attention ON deliveries (lane_id) WHERE state = 'rejected' AND dismissed_at IS NULL;
  CREATE INDEX deliveries_at_source ON deliveries (lane_id, source_path) WHERE at_source = 1;
  CREATE INDEX deliveries_size ON deliveries (lane_id, size);
  CREATE INDEX deliveries_content ON deliveries (lane_id, sha256);
  CREATE INDEX deliveries_state ON deliveries (state, id);
  CREATE INDEX deliveries_lane ON deliveries (lane_id, id);
  CREATE INDEX deliveries_position ON deliveries (lane_id, position);
  CREATE INDEX deliveries_arrival ON deliveries (arrived_at, id);
  CREATE INDEX deliveries_delivered ON deliveries (lane_id, delivered_at) WHERE delivered_at IS NOT NULL;

  CREATE TABLE attempts (
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
    number      INTEGER NOT NULL,
    started_at  INTEGER NOT NULL,
    ended_at    INTEGER,
    bytes_sent  INTEGER NOT NULL DEFAULT 0,
    error       TEXT,
    PRIMARY KEY (delivery_id, number)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE parts (
    delivery_id INTEGER NOT NULL REFERENCES deliveries (id),
    number      INTEGER NOT NULL,
    etag        TEXT NOT NULL,
    md5         TEXT NOT NULL,
    PRIMARY KEY (delivery_id, number)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE schemas (
    lane_id INTEGER PRIMARY KEY REFERENCES lanes (id),
    schema  TEXT NOT NULL
  ) STRICT;

  CREATE TABLE pauses (
    connection_id TEXT NOT NULL,
    table_name    TEXT NOT NULL,          -- empty: the whole connection
    since         INTEGER NOT NULL,
    PRIMARY KEY (connection_id, table_name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE holds (
    connection_id TEXT PRIMARY KEY,
    fault         TEXT NOT NULL,
    since         INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- how many deliveries of a lane are in which state: counted once, not at every look
  CREATE TABLE tallies (
    lane_id INTEGER NOT NULL REFERENCES lanes (id),
    state   TEXT NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (lane_id, state)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER tally_insert AFTER INSERT ON deliveries BEGIN
    INSERT INTO tallies VALUES (NEW.lane_id, NEW.state, 1)
      ON CONFLICT (lane_id, state) DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER tally_update AFTER UPDATE OF state ON deliveries WHEN OLD.state <> NEW.state BEGIN
    UPDATE tallies SET count = count - 1 WHERE lane_id = OLD.lane_id AND state = OLD.state;
    INSERT INTO tallies VALUES (NEW.lane_id, NEW.state, 1)
      ON CONFLICT (lane_id, state) DO UPDATE SET count = count + 1;
  END;
  CREATE TRIGGER tally_delete AFTER DELETE ON deliveries BEGIN
    UPDATE tallies SET count = count - 1 WHERE lane_id = OLD.lane_id AND state = OLD.state;
  END;
  `,
  `
  -- what history is filtered by and sorted on, in a fifth of the space: a million rows are looked through in a moment
  CREATE INDEX deliveries_list
    ON deliveries (id, lane_id, state, arrived_at, source_name, row_count, size, delivered_at);
  CREATE INDEX deliveries_by_name ON deliveries (source_name COLLATE NOCASE, id);
  CREATE INDEX deliveries_by_rows ON deliveries (row_count, id);
  CREATE INDEX deliveries_by_size ON deliveries (size, id);
  -- throughput is added up from this one alone
  CREATE INDEX deliveries_by_delivery ON deliveries (delivered_at, id, lane_id, row_count, bytes_out);
  `,
];
