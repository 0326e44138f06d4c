-- discard: removes a draft, or the plan of a venue with any draft. Seats, locks and sales stay.
--
-- KEYS   the plan of the venue
-- ARGV   venue; generation of the draft, or '' to remove everything
-- REPLY  DISCARDED, now
-- EVENT  none

operations['discard'] = function()
  local plan, venue, generation = key(), arg(), arg()
  local stored = redis.pcall('HMGET', plan, 'current', 'draft')
  -- Removing it is what cures a plan whose key has another type.
  local current, draft = unpack(is_wrong_type(stored) and {} or stored)
  if generation == '' then
    check_generation_arrived(venue, current)
    check_generation_arrived(venue, draft)
    redis.call('DEL', plan)
    drop(venue, current)
    drop(venue, draft)
  elseif generation == draft then
    check_generation_arrived(venue, draft)
    redis.call('HDEL', plan, 'draft', 'step', 'until', 'sealed')
    drop(venue, draft)
  end
  plans = {}
  return { 'DISCARDED', NOW }
end
