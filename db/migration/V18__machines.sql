-- Which execution of a run may store its results. An execution that was taken for dead and goes on finds that its token is no longer the
-- one here, and stores nothing more.
CREATE TABLE run_lease (
    run_id   VARCHAR(32)              NOT NULL PRIMARY KEY REFERENCES run (id) ON DELETE CASCADE,
    token    VARCHAR(36)              NOT NULL,
    process  VARCHAR(200)             NOT NULL,
    taken_at TIMESTAMP WITH TIME ZONE NOT NULL
);
