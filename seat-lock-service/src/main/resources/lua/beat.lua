-- beat: counts one on, unless another instance has done so since the caller looked. So the count rises at the pace of
-- one instance, however many there are, and a store that shows a much lower one than before has been set back.
--
-- KEYS   none
-- ARGV   the beat that the caller saw last
-- REPLY  DONE, now, the beat now, 1 if this call advanced it, else 0
-- EVENT  none

operations['beat'] = function()
  local seen, beat = number(), tonumber(redis.call('HGET', IDENTITY, 'beat')) or 0
  if beat ~= seen then return { 'DONE', NOW, beat, 0 } end
  redis.call('HSET', IDENTITY, 'beat', integer(beat + 1))
  return { 'DONE', NOW, beat + 1, 1 }
end
