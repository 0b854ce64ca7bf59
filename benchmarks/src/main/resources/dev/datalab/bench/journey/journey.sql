WITH
  views AS (
    SELECT visitor, time, page, lag(visitor) OVER () AS visitor_before, lag(page) OVER () AS page_before
    FROM events),
  steps AS (
    SELECT visitor, time, page, lag(visitor, {after}) OVER () AS visitor_long_before
    FROM views WHERE visitor_before IS DISTINCT FROM visitor OR page_before <> page),
  firsts AS MATERIALIZED (
    SELECT min(time::BIGINT * 64 + page, {after}) AS steps
    FROM steps WHERE visitor_long_before IS DISTINCT FROM visitor
    GROUP BY visitor),
  whole AS MATERIALIZED (
    SELECT list_transform(steps[1:{steps}], lambda step: step & 63) AS path, len(steps) <= {steps} AS ends
    FROM firsts),
  paths AS MATERIALIZED (
    SELECT path, count(*) AS visitors FROM whole GROUP BY path),
  transitions AS MATERIALIZED (
    SELECT step, path[step + 1] AS page, path[step + 2] AS next,
      count(*) AS visitors, count(*) FILTER (ends AND step + 1 = len(path)) AS exits
    FROM (SELECT path, ends, unnest(range(len(path))) AS step FROM whole)
    GROUP BY ALL),
  ranked AS MATERIALIZED (
    SELECT step, page, sum(visitors) AS visitors, sum(exits) AS exits,
      row_number() OVER (PARTITION BY step ORDER BY sum(visitors) DESC, page::VARCHAR) AS rank
    FROM transitions GROUP BY step, page),
  named AS MATERIALIZED (
    SELECT step, page, visitors, exits, CASE WHEN rank <= {top} THEN '{name}' || page ELSE '…' END AS name
    FROM ranked)
SELECT 'node', step, name, NULL, sum(visitors), sum(exits)
FROM named GROUP BY step, name
UNION ALL
SELECT 'edge', t.step, a.name, b.name, sum(t.visitors), NULL
FROM transitions t
JOIN named a ON a.step = t.step AND a.page = t.page
JOIN named b ON b.step = t.step + 1 AND b.page = t.next
GROUP BY t.step, a.name, b.name
UNION ALL
(SELECT 'path', NULL, NULL, NULL, visitors, NULL FROM paths ORDER BY visitors DESC LIMIT {paths})
UNION ALL
SELECT 'other', NULL, NULL, NULL, count(*) - {paths}, NULL FROM paths
