-- The test between methods that was made by a bootstrap is one by permutation now; a share of it goes on answering.
UPDATE share_request SET request = REPLACE(request, 'test=bootstrap', 'test=permutation')
WHERE request LIKE '/scores/%/comparisons?%';
