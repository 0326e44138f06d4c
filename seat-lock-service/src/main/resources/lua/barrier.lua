-- barrier: marks the end of a call whose changes are to reach a replica. A server that shows the mark has
-- them all, and a call that changed nothing waits for what earlier ones did.
--
-- KEYS   the barrier of the writer
-- ARGV   mark; how long it stays (ms)
-- REPLY  BARRIER, now
-- EVENT  none

operations['barrier'] = function()
  local barrier, mark, stays = key(), arg(), arg()
  redis.call('SET', barrier, mark, 'PX', stays)
  return { 'BARRIER', NOW }
end
