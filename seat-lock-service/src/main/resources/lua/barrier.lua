-- barrier: marks the end of a call whose changes are to reach a replica. A server that shows the mark has
-- them all, and a call that changed nothing waits for what earlier ones did.
--
-- KEYS   the barrier
-- ARGV   mark
-- REPLY  BARRIER, now
-- EVENT  none

operations['barrier'] = function()
  redis.call('SET', key(), arg())
  return { 'BARRIER', NOW }
end
