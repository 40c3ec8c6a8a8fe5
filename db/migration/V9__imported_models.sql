-- Imported models: lists of tensors, as checkpoints are, whose bytes are in blob.
CREATE TABLE model (
    id              VARCHAR(100)             NOT NULL PRIMARY KEY,
    name            VARCHAR(400)             NOT NULL,
    masked_lm       BOOLEAN                  NOT NULL,
    licence         VARCHAR(400),
    origin          VARCHAR                  NOT NULL,
    remarks         VARCHAR                  NOT NULL,
    bytes           BIGINT                   NOT NULL,
    sha256          VARCHAR(64)              NOT NULL,
    config          VARCHAR                  NOT NULL,
    tokenizer       VARCHAR(64)              NOT NULL REFERENCES blob (sha256),
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE model_tensor (
    model_id VARCHAR(100) NOT NULL REFERENCES model (id),
    name     VARCHAR(500) NOT NULL,
    type     VARCHAR(8)   NOT NULL,
    shape    VARCHAR(200) NOT NULL,
    sha256   VARCHAR(64)  NOT NULL REFERENCES blob (sha256),
    PRIMARY KEY (model_id, name)
);
CREATE INDEX model_tensor_by_content ON model_tensor (sha256);

-- What people have noted about models: built-in, imported and checkpoints.
CREATE TABLE model_note (
    model_id VARCHAR(100)  NOT NULL PRIMARY KEY,
    note     VARCHAR(8000) NOT NULL
);
