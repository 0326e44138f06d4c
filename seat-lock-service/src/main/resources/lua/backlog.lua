-- backlog: what Kafka has not acknowledged yet, and what can't be sent at all.
--
-- KEYS   the dead letters
-- ARGV   none
-- REPLY  BACKLOG, now, number of events, age of the oldest (ms, 0 if there is none) by the time in its id, number of
--        dead letters (-1 if their key can't be read), id of the oldest event or ''
-- EVENT  none

operations['backlog'] = function()
  local dead_letters = redis.pcall('XLEN', key())
  local oldest = redis.call('XRANGE', OUTBOX, '-', '+', 'COUNT', 1)[1]
  local since = oldest and tonumber(string.match(oldest[1], '^%d+')) or NOW
  return { 'BACKLOG', NOW, redis.call('XLEN', OUTBOX), math.max(0, NOW - since),
    type(dead_letters) == 'number' and dead_letters or -1, oldest and oldest[1] or '' }
end
