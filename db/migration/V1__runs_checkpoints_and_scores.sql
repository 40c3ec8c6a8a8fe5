-- ${bytes} is BLOB in H2 and BYTEA in PostgreSQL.

CREATE TABLE run (
    id              VARCHAR(32)              NOT NULL PRIMARY KEY,
    spec            VARCHAR                  NOT NULL,
    name            VARCHAR(200)             NOT NULL,
    state           VARCHAR(16)              NOT NULL,
    progress        VARCHAR                  NOT NULL,
    accuracy_before DOUBLE PRECISION,
    accuracy_after  DOUBLE PRECISION,
    checkpoint_id   VARCHAR(32),
    scores_before   VARCHAR(32),
    scores_after    VARCHAR(32),
    provenance      VARCHAR,
    error           VARCHAR,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    started_at      TIMESTAMP WITH TIME ZONE,
    finished_at     TIMESTAMP WITH TIME ZONE
);
CREATE INDEX run_by_creation ON run (created_at);

CREATE TABLE run_stage (
    run_id      VARCHAR(32) NOT NULL REFERENCES run (id),
    ordinal     INT         NOT NULL,
    name        VARCHAR(32) NOT NULL,
    status      VARCHAR(16) NOT NULL,
    done        BIGINT      NOT NULL,
    total       BIGINT      NOT NULL,
    started_at  TIMESTAMP WITH TIME ZONE,
    finished_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (run_id, name)
);

CREATE TABLE run_step (
    run_id        VARCHAR(32)      NOT NULL REFERENCES run (id),
    step          INT              NOT NULL,
    epoch         INT              NOT NULL,
    loss          DOUBLE PRECISION NOT NULL,
    learning_rate DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run_id, step)
);

CREATE TABLE run_epoch (
    run_id         VARCHAR(32)      NOT NULL REFERENCES run (id),
    epoch          INT              NOT NULL,
    train_loss     DOUBLE PRECISION NOT NULL,
    train_accuracy DOUBLE PRECISION NOT NULL,
    test_loss      DOUBLE PRECISION NOT NULL,
    test_accuracy  DOUBLE PRECISION NOT NULL,
    seconds        DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run_id, epoch)
);

CREATE TABLE run_log (
    run_id VARCHAR(32)              NOT NULL REFERENCES run (id),
    number BIGINT                   NOT NULL,
    at     TIMESTAMP WITH TIME ZONE NOT NULL,
    text   VARCHAR                  NOT NULL,
    PRIMARY KEY (run_id, number)
);

-- How fast stages went, to estimate the next ones by.
CREATE TABLE run_pace (
    run_id     VARCHAR(32)      NOT NULL REFERENCES run (id),
    stage      VARCHAR(32)      NOT NULL,
    model_id   VARCHAR(100)     NOT NULL,
    methods    VARCHAR(1000)    NOT NULL,
    examples   BIGINT           NOT NULL,
    seconds    DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run_id, stage)
);
CREATE INDEX run_pace_by_model ON run_pace (model_id, stage);

CREATE TABLE data_set (
    id         VARCHAR(100)             NOT NULL PRIMARY KEY,
    name       VARCHAR(200)             NOT NULL,
    train      INT                      NOT NULL,
    test       INT                      NOT NULL,
    paradigms  VARCHAR                  NOT NULL,
    sha256     VARCHAR(64)              NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    content    ${bytes}                 NOT NULL
);

-- Bytes by their content: what is named by the same SHA-256 is stored once.
CREATE TABLE blob (
    sha256     VARCHAR(64)              NOT NULL PRIMARY KEY,
    bytes      BIGINT                   NOT NULL,
    touched_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE blob_chunk (
    sha256  VARCHAR(64) NOT NULL REFERENCES blob (sha256),
    ordinal INT         NOT NULL,
    content ${bytes}    NOT NULL,
    PRIMARY KEY (sha256, ordinal)
);

CREATE TABLE checkpoint (
    id         VARCHAR(32)              NOT NULL PRIMARY KEY,
    run_id     VARCHAR(32)              NOT NULL UNIQUE REFERENCES run (id),
    name       VARCHAR(200)             NOT NULL,
    model_id   VARCHAR(100)             NOT NULL,
    accuracy   DOUBLE PRECISION         NOT NULL,
    tensors    INT                      NOT NULL,
    bytes      BIGINT                   NOT NULL,
    sha256     VARCHAR(64)              NOT NULL,
    config     VARCHAR                  NOT NULL,
    tokenizer  VARCHAR(64)              NOT NULL REFERENCES blob (sha256),
    created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE checkpoint_tensor (
    checkpoint_id VARCHAR(32)  NOT NULL REFERENCES checkpoint (id),
    name          VARCHAR(500) NOT NULL,
    type          VARCHAR(8)   NOT NULL,
    shape         VARCHAR(200) NOT NULL,
    sha256        VARCHAR(64)  NOT NULL REFERENCES blob (sha256),
    PRIMARY KEY (checkpoint_id, name)
);
CREATE INDEX checkpoint_tensor_by_content ON checkpoint_tensor (sha256);

-- What a run needs to go on after its last epoch; replaced by the next epoch, gone when fine-tuning ends.
CREATE TABLE training_state (
    run_id VARCHAR(32) NOT NULL REFERENCES run (id),
    epoch  INT         NOT NULL,
    bytes  BIGINT      NOT NULL,
    PRIMARY KEY (run_id, epoch)
);

CREATE TABLE training_state_chunk (
    run_id  VARCHAR(32) NOT NULL REFERENCES run (id),
    epoch   INT         NOT NULL,
    ordinal INT         NOT NULL,
    content ${bytes}    NOT NULL,
    PRIMARY KEY (run_id, epoch, ordinal)
);

CREATE TABLE score_run (
    id            VARCHAR(32)              NOT NULL PRIMARY KEY,
    run_id        VARCHAR(32)              NOT NULL REFERENCES run (id),
    side          VARCHAR(8)               NOT NULL,
    model_id      VARCHAR(100)             NOT NULL,
    data_id       VARCHAR(100)             NOT NULL,
    methods       VARCHAR                  NOT NULL,
    layers        INT                      NOT NULL,
    accuracy      DOUBLE PRECISION,
    created_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    UNIQUE (run_id, side)
);

CREATE TABLE score_example (
    score_run_id     VARCHAR(32)      NOT NULL REFERENCES score_run (id),
    number           INT              NOT NULL,
    example_id       VARCHAR(200)     NOT NULL,
    paradigm         VARCHAR(8)       NOT NULL,
    label            VARCHAR(8)       NOT NULL,
    sentence         VARCHAR          NOT NULL,
    good             VARCHAR(200)     NOT NULL,
    bad              VARCHAR(200)     NOT NULL,
    correct          BOOLEAN          NOT NULL,
    probability_good DOUBLE PRECISION NOT NULL,
    probability_bad  DOUBLE PRECISION NOT NULL,
    tokens           VARCHAR          NOT NULL,
    PRIMARY KEY (score_run_id, number)
);

-- map: float32, little endian, [layers, row_count, tokens], row_count being tokens or, for the target's row alone, 1;
-- scales: [layers, row_count], what each row was divided by; deltas: [layers], what a row misses of its promised sum.
CREATE TABLE score_map (
    score_run_id VARCHAR(32)  NOT NULL,
    number       INT          NOT NULL,
    method       VARCHAR(100) NOT NULL,
    layers       INT          NOT NULL,
    row_count    INT          NOT NULL,
    tokens       INT          NOT NULL,
    map          ${bytes}     NOT NULL,
    scales       ${bytes},
    deltas       ${bytes},
    PRIMARY KEY (score_run_id, number, method),
    FOREIGN KEY (score_run_id, number) REFERENCES score_example (score_run_id, number)
);

-- The queue's own table, with the columns that db-scheduler asks for.
CREATE TABLE scheduled_tasks (
    task_name            VARCHAR(100)             NOT NULL,
    task_instance        VARCHAR(100)             NOT NULL,
    task_data            ${bytes},
    execution_time       TIMESTAMP WITH TIME ZONE,
    picked               BOOLEAN                  NOT NULL,
    picked_by            VARCHAR(100),
    last_success         TIMESTAMP WITH TIME ZONE,
    last_failure         TIMESTAMP WITH TIME ZONE,
    consecutive_failures INT,
    last_heartbeat       TIMESTAMP WITH TIME ZONE,
    version              BIGINT                   NOT NULL,
    priority             SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_by_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_by_heartbeat ON scheduled_tasks (last_heartbeat);
