-- ${bytes} is BLOB in H2 and BYTEA in PostgreSQL.

CREATE TABLE evaluation (
    score_run_id VARCHAR(32)              NOT NULL REFERENCES score_run (id),
    evaluation   VARCHAR(100)             NOT NULL,
    spec_hash    VARCHAR(64)              NOT NULL,
    examples     INT                      NOT NULL,
    seconds      DOUBLE PRECISION         NOT NULL,
    computed_at  TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (score_run_id, evaluation)
);

-- members: int32, little endian, the indices of the sentences, ascending.
CREATE TABLE evaluation_group (
    score_run_id VARCHAR(32)  NOT NULL REFERENCES score_run (id),
    name         VARCHAR(100) NOT NULL,
    ordinal      INT          NOT NULL,
    members      ${bytes}     NOT NULL,
    PRIMARY KEY (score_run_id, name)
);

-- content: float32, little endian, [layers, examples], NaN where undefined.
CREATE TABLE evaluation_column (
    score_run_id VARCHAR(32)  NOT NULL,
    measure      VARCHAR(100) NOT NULL,
    method       VARCHAR(100) NOT NULL,
    aggregation  VARCHAR(32)  NOT NULL,
    evaluation   VARCHAR(100) NOT NULL,
    ordinal      INT          NOT NULL,
    layers       INT          NOT NULL,
    examples     INT          NOT NULL,
    content      ${bytes}     NOT NULL,
    PRIMARY KEY (score_run_id, measure, method, aggregation),
    FOREIGN KEY (score_run_id, evaluation) REFERENCES evaluation (score_run_id, evaluation)
);

-- content: the figures of every view as JSON.
CREATE TABLE evaluation_figures (
    score_run_id VARCHAR(32)  NOT NULL,
    measure      VARCHAR(100) NOT NULL,
    group_name   VARCHAR(100) NOT NULL,
    evaluation   VARCHAR(100) NOT NULL,
    content      VARCHAR      NOT NULL,
    PRIMARY KEY (score_run_id, measure, group_name),
    FOREIGN KEY (score_run_id, evaluation) REFERENCES evaluation (score_run_id, evaluation)
);

-- What has another shape than measures, as JSON: deletion curves by layer, blank-out by sentence, code lengths.
CREATE TABLE evaluation_document (
    score_run_id VARCHAR(32)  NOT NULL,
    name         VARCHAR(100) NOT NULL,
    number       INT          NOT NULL,
    evaluation   VARCHAR(100) NOT NULL,
    content      VARCHAR      NOT NULL,
    PRIMARY KEY (score_run_id, name, number),
    FOREIGN KEY (score_run_id, evaluation) REFERENCES evaluation (score_run_id, evaluation)
);

-- How fast evaluations went, to estimate the next ones by. work: methods and settings that change the pace.
CREATE TABLE evaluation_pace (
    run_id     VARCHAR(32)      NOT NULL REFERENCES run (id),
    stage      VARCHAR(32)      NOT NULL,
    evaluation VARCHAR(100)     NOT NULL,
    model_id   VARCHAR(100)     NOT NULL,
    work       VARCHAR          NOT NULL,
    examples   BIGINT           NOT NULL,
    seconds    DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run_id, stage, evaluation)
);
CREATE INDEX evaluation_pace_by_model ON evaluation_pace (model_id, evaluation);
