-- touch: checks that the server accepts writes, and that the keys that every change needs are readable. Writes one key
-- and deletes it.
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
