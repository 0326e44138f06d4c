-- plan: which plan a venue has.
--
-- KEYS   the plan of the venue
-- ARGV   none
-- REPLY  PLAN, now, its generation or ''
-- EVENT  none

operations['plan'] = function()
  return { 'PLAN', NOW, redis.call('HGET', key(), 'current') or '' }
end
