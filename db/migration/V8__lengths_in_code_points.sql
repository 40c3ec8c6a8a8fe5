-- The interface counts code points, H2 counts the halves of those beyond the basic plane: names have room for either.
ALTER TABLE run ALTER COLUMN name SET DATA TYPE VARCHAR(400);
ALTER TABLE checkpoint ALTER COLUMN name SET DATA TYPE VARCHAR(400);
ALTER TABLE share ALTER COLUMN title SET DATA TYPE VARCHAR(400);
ALTER TABLE share_request ALTER COLUMN request SET DATA TYPE VARCHAR(4000);
