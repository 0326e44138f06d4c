-- probe: tries every command that the service needs on keys of its own, and leaves nothing behind. What the user
-- of this connection may not do is found before a buyer meets it.
--
-- KEYS   a hash; a lock key; a sorted set; a stream
-- ARGV   none
-- REPLY  PROBED, now, then for each command that is refused its name and Redis' words
-- EVENT  none

operations['probe'] = function()
  local hash, lock_key, holdings, stream, reply = key(), key(), key(), key(), { 'PROBED', NOW }

  local function may(command, ...)
    local answer = redis.pcall(command, ...)
    if type(answer) ~= 'table' or not answer.err then return true end
    table.insert(reply, command .. ': ' .. answer.err)
    return false
  end

  -- First of all, so that nothing is written that could not be taken away.
  if not may('DEL', hash, lock_key, holdings, stream) then return reply end
  may('HSET', hash, 'probe', '1')
  may('HGET', hash, 'probe')
  may('SET', lock_key, '1', 'PX', 1000)
  may('GET', lock_key)
  may('ZADD', holdings, 1, 'probe')
  may('ZCOUNT', holdings, 1, 1)
  may('ZRANGEBYSCORE', holdings, 1, 1)
  may('ZREM', holdings, 'probe')
  may('XADD', stream, '*', 'kind', 'probe')
  may('XRANGE', stream, '-', '+')
  may('XREAD', 'STREAMS', stream, '0-0')
  may('XLEN', stream)
  may('XTRIM', stream, 'MINID', '0-1')
  redis.call('DEL', hash, lock_key, holdings, stream)
  return reply
end
