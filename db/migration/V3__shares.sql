-- Views of finished results that are open to whoever has their token, of which only the hash lies here.
CREATE TABLE share (
    id           VARCHAR(32)              NOT NULL PRIMARY KEY,
    token_sha256 VARCHAR(64)              NOT NULL UNIQUE,
    title        VARCHAR(200)             NOT NULL,
    address      VARCHAR(2000)            NOT NULL,
    created_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    revoked_at   TIMESTAMP WITH TIME ZONE,
    opened_at    TIMESTAMP WITH TIME ZONE
);
CREATE INDEX share_by_creation ON share (created_at);

-- Path and query of all that the view reads; a share answers these and nothing else.
CREATE TABLE share_request (
    share_id VARCHAR(32)   NOT NULL REFERENCES share (id),
    ordinal  INT           NOT NULL,
    request  VARCHAR(2000) NOT NULL,
    PRIMARY KEY (share_id, ordinal)
);
