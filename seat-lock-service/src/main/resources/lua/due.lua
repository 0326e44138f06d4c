-- due: the seats whose deadline has passed and is not recorded yet; what the sweep hands to expire.
--
-- KEYS   none
-- ARGV   most seats to return
-- REPLY  DUE, now, the next deadline after now (ms since the epoch, 0: none), then the names of the seats
-- EVENT  none

operations['due'] = function()
  local most = number()
  local reply = { 'DUE', NOW }
  local upcoming = redis.call('ZRANGEBYSCORE', DEADLINES, '(' .. integer(NOW), '+inf', 'WITHSCORES', 'LIMIT', 0, 1)
  table.insert(reply, tonumber(upcoming[2] or '0'))
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', DEADLINES, '-inf', integer(NOW), 'LIMIT', 0, most)) do
    table.insert(reply, name)
  end
  return reply
end
