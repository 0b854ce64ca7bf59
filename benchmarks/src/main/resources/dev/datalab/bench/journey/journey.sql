WITH
  views AS (
    SELECT visitor, time, page, lag(visitor) OVER () AS visitor_before, lag(page) OVER () AS page_before
    FROM events),
  whole AS MATERIALIZED (
    SELECT min_by(page, time, {after}) AS pages
    FROM views
    WHERE visitor_before IS DISTINCT FROM visitor OR page_before <> page
    GROUP BY visitor),
  paths AS MATERIALIZED (
    SELECT pages[1:{steps}] AS path, len(pages) <= {steps} AS ends, count(*) AS visitors
    FROM whole GROUP BY ALL),
  transitions AS MATERIALIZED (
    SELECT step, path[step + 1] AS page, path[step + 2] AS next,
      sum(visitors) AS visitors, sum(visitors) FILTER (ends AND step + 1 = len(path)) AS exits
    FROM (SELECT path, ends, visitors, unnest(range(len(path))) AS step FROM paths)
    GROUP BY ALL),
  ranked AS MATERIALIZED (
    SELECT step, page, sum(visitors) AS visitors, sum(exits) AS exits,
      row_number() OVER (PARTITION BY step ORDER BY sum(visitors) DESC, page::VARCHAR) AS rank
    FROM transitions GROUP BY step, page),
  named AS MATERIALIZED (
    SELECT step, page, visitors, exits, CASE WHEN rank <= {top} THEN '{name}' || page ELSE '…' END AS name
    FROM ranked)
SELECT 'node', step, name, NULL, sum(visitors), coalesce(sum(exits), 0)
FROM named GROUP BY step, name
UNION ALL
SELECT 'edge', t.step, a.name, b.name, sum(t.visitors), NULL
FROM transitions t
JOIN named a ON a.step = t.step AND a.page = t.page
JOIN named b ON b.step = t.step + 1 AND b.page = t.next
GROUP BY t.step, a.name, b.name
UNION ALL
(SELECT 'path', NULL, NULL, NULL, sum(visitors), NULL FROM paths GROUP BY path ORDER BY 5 DESC LIMIT {paths})
UNION ALL
SELECT 'other', NULL, NULL, NULL, count(DISTINCT path) - {paths}, NULL FROM paths
