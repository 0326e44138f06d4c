-- beat: increments the heartbeat counter, unless another instance has done so since the caller last read it. So its
-- rate is that of one instance, for any number of instances, and a much lower value than before means that the store
-- was set back.
--
-- KEYS   none
-- ARGV   the beat that the caller saw last
-- REPLY  DONE, now, the beat now
-- EVENT  none

operations['beat'] = function()
  local seen, beat = number(), tonumber(redis.call('HGET', IDENTITY, 'beat')) or 0
  if beat ~= seen then return { 'DONE', NOW, beat } end
  redis.call('HSET', IDENTITY, 'beat', integer(beat + 1))
  return { 'DONE', NOW, beat + 1 }
end
