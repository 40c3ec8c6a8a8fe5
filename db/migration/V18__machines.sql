-- Which execution of a run may store its results. An execution that was taken for dead and goes on finds that its token is no longer the
-- one here, and stores nothing more.
CREATE TABLE run_lease (
    run_id   VARCHAR(32)              NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    token    VARCHAR(36)              NOT NULL,
    process  VARCHAR(200)             NOT NULL,
    taken_at TIMESTAMP WITH TIME ZONE NOT NULL
);

-- Results of parts of evaluations that are not finished, so that one that was interrupted goes on after the last of them. They are deleted
-- when the evaluation is stored.
CREATE TABLE evaluation_chunk (
    score_run_id VARCHAR(32)  NOT NULL REFERENCES score_run (id),
    evaluation   VARCHAR(100) NOT NULL,
    number       INT          NOT NULL,
    spec_hash    CHAR(64)     NOT NULL,
    content      ${bytes}     NOT NULL,
    PRIMARY KEY (score_run_id, evaluation, number)
);
