-- postpone: moves deadlines of seats that can't be expired behind the others, so that they do not block them. They are
-- retried later, when they may have been repaired.
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
