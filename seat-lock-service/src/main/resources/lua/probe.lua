-- probe: tries every command that the service needs on keys of its own, and leaves nothing behind. So a right that the
-- user lacks is found before a request fails. If a command fails for another reason (a server that refuses writes, a
-- damaged key of the partition), the probe fails with Redis' own message.
--
-- KEYS   a hash; a lock key; a sorted set; a stream
-- ARGV   none
-- REPLY  PROBED, now, then for each command that is refused the command and its key
-- EVENT  none

-- What Redis 6.2, 7.0 and later say of a right that is missing; an error of another kind is no matter of rights.
local NO_RIGHT = { 'user executing the script', 'ACL failure', 'NOPERM' }

local function is_refused(answer)
  if type(answer) ~= 'table' or not answer.err then return false end
  for _, words in ipairs(NO_RIGHT) do
    if string.find(answer.err, words, 1, true) then return true end
  end
  return false
end

operations['probe'] = function()
  local hash, lock_key, holdings, stream, reply = key(), key(), key(), key(), { 'PROBED', NOW }

  local failure

  local function may(command, ...)
    local place = ...
    local answer = redis.pcall(command, ...)
    if not is_refused(answer) then
      if type(answer) == 'table' and answer.err then failure = failure or answer.err end
      return true
    end
    table.insert(reply, command .. ' ' .. (command == 'XREAD' and stream or place))
    return false
  end

  -- SET first: if memory is full, Redis rejects only the first write of a script. The key expires after a second if DEL
  -- is forbidden.
  may('SET', lock_key, '1', 'PX', 1000)
  if failure then error({ err = failure }) end
  -- DEL before the other writes, so that nothing is left behind if it is forbidden.
  if not may('DEL', hash, lock_key, holdings, stream) then return reply end
  may('ZSCORE', DEADLINES, '')
  may('XRANGE', OUTBOX, '+', '+')
  may('HGET', IDENTITY, 'epoch')
  may('ZSCORE', VENUES, '')
  may('HSET', hash, 'probe', '1')
  may('HGET', hash, 'probe')
  may('HMGET', hash, 'probe')
  may('HLEN', hash)
  may('HSCAN', hash, '0')
  may('INFO', 'server')
  may('HDEL', hash, 'probe')
  may('GET', lock_key)
  may('BITFIELD', lock_key, 'GET', 'u2', '#0')
  may('EXISTS', lock_key)
  may('PEXPIRE', lock_key, 1000)
  may('PERSIST', lock_key)
  may('UNLINK', lock_key)
  may('ZADD', holdings, 1, 'probe')
  may('ZCOUNT', holdings, 1, 1)
  may('ZRANGEBYSCORE', holdings, 1, 1)
  may('ZSCORE', holdings, 'probe')
  may('ZREMRANGEBYSCORE', holdings, 0, 0)
  may('ZREM', holdings, 'probe')
  may('XADD', stream, '*', 'kind', 'probe')
  may('XRANGE', stream, '-', '+')
  may('XREAD', 'STREAMS', stream, '0-0')
  may('XLEN', stream)
  may('XDEL', stream, '0-1')
  redis.pcall('DEL', hash, lock_key, holdings, stream)
  if failure then error({ err = failure }) end
  return reply
end
