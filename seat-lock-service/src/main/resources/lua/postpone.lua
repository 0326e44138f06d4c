-- postpone: moves entries of the deadlines that can't be expired behind the others, so that they hold up nobody. They are
-- tried again later: somebody may have repaired them.
--
-- KEYS   none
-- ARGV   how long from now (ms); number of names; the names
-- REPLY  POSTPONED, now
-- EVENT  none

operations['postpone'] = function()
  local later = integer(NOW + number())
  for _ = 1, number() do redis.call('ZADD', DEADLINES, 'XX', later, arg()) end
  return { 'POSTPONED', NOW }
end
