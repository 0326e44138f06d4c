-- barrier: writes a mark at the end of a call that must be replicated. A server that has the mark has all changes of
-- the call, and a call that changed nothing waits for the replication of earlier ones.
--
-- KEYS   the barrier of the writer
-- ARGV   mark; how long it stays (ms)
-- REPLY  BARRIER, now
-- EVENT  none

operations['barrier'] = function()
  local barrier, mark, stays = key(), arg(), arg()
  -- Comes first: a full Redis refuses a script's first write if it may take room, and the relay, which makes room, waits
  -- for the replicas.
  redis.call('DEL', barrier)
  redis.call('SET', barrier, mark, 'PX', stays)
  return { 'BARRIER', NOW }
end
