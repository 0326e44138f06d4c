-- touch: whether the server takes changes now, and the keys that every change needs are sound. Writes one key and takes
-- it away, so nothing is left.
--
-- KEYS   a key that nobody else uses
-- ARGV   none
-- REPLY  TOUCHED, now
-- EVENT  none

operations['touch'] = function()
  local name = key()
  redis.call('SET', name, '1', 'PX', 1000)
  redis.call('DEL', name)
  redis.call('ZSCORE', DEADLINES, '')
  redis.call('XRANGE', OUTBOX, '+', '+')
  return { 'TOUCHED', NOW }
end
