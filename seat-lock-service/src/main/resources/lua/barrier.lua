-- barrier: writes a mark at the end of a call that must be replicated. A server that has the mark has all changes of
-- the call, and a call that changed nothing waits for the replication of earlier ones.
--
-- KEYS   the barrier of the writer
-- ARGV   mark; how long it stays (ms)
-- REPLY  BARRIER, now
-- EVENT  none

operations['barrier'] = function()
  local barrier, mark, stays = key(), arg(), arg()
  -- DEL first: if memory is full, Redis rejects a script whose first write may use memory (SET), but not one that begins
  -- with DEL. The relay frees memory only after replication, so its barrier must work then, too.
  redis.call('DEL', barrier)
  redis.call('SET', barrier, mark, 'PX', stays)
  return { 'BARRIER', NOW }
end
