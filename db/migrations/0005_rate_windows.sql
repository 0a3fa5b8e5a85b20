ALTER TABLE "rate_windows" DROP COLUMN "calls";
--> statement-breakpoint
ALTER TABLE "rate_windows" ADD COLUMN "calls" timestamp with time zone[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
-- Lets one call to an upstream resource through, or says how many milliseconds to wait. One round trip, one row lock:
-- every process on every machine shares the same sliding window. -1: the day's quota is used up.
CREATE FUNCTION take_upstream_call(p_resource text, p_max int, p_window_ms int, p_daily int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  w rate_windows%ROWTYPE;
  at timestamptz;
  today date;
  live timestamptz[];
  used int;
BEGIN
  INSERT INTO rate_windows (resource, day) VALUES (p_resource, (now() AT TIME ZONE 'UTC')::date) ON CONFLICT DO NOTHING;
  SELECT * INTO w FROM rate_windows WHERE resource = p_resource FOR UPDATE;
  at := clock_timestamp();
  today := (at AT TIME ZONE 'UTC')::date;
  used := CASE WHEN w.day = today THEN w.day_calls ELSE 0 END;
  IF w.blocked_until > at THEN
    RETURN greatest(1, ceil(extract(epoch FROM w.blocked_until - at) * 1000)::int);
  END IF;
  IF used >= p_daily THEN
    RETURN -1;
  END IF;
  live := ARRAY(SELECT c FROM unnest(w.calls) AS c WHERE c > at - make_interval(secs => p_window_ms / 1000.0) ORDER BY c);
  IF cardinality(live) >= p_max THEN
    RETURN greatest(1, ceil(extract(epoch FROM live[cardinality(live) - p_max + 1] + make_interval(secs => p_window_ms / 1000.0) - at) * 1000)::int);
  END IF;
  UPDATE rate_windows SET calls = live || at, day = today, day_calls = used + 1 WHERE resource = p_resource;
  RETURN 0;
END;
$$;
