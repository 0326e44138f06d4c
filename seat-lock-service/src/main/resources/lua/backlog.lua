-- backlog: what Kafka has not acknowledged yet.
--
-- KEYS   none
-- ARGV   none
-- REPLY  BACKLOG, now, number of events, age of the oldest (ms, 0 if there is none)
-- EVENT  none

operations['backlog'] = function()
  local oldest = redis.call('XRANGE', OUTBOX, '-', '+', 'COUNT', 1)[1]
  local since = oldest and tonumber(string.match(oldest[1], '^%d+')) or NOW
  return { 'BACKLOG', NOW, redis.call('XLEN', OUTBOX), math.max(0, NOW - since) }
end
