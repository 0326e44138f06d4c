-- draft: begins a new plan of a venue, beside the present one, unless another one is being written.
--
-- KEYS   the plan of the venue
-- ARGV   venue; etag of the plan; generation of the draft; how long it lives without a further step (ms)
-- REPLY  DRAFT, now; PRESENT, now, if the venue has a plan with this etag; BUSY, now, while there is another draft
-- EVENT  none

operations['draft'] = function()
  local plan, venue, etag, generation, life = key(), arg(), arg(), arg(), number()
  local _, occupancy = keys_of(venue, generation)
  local current, other, ends = unpack(redis.call('HMGET', plan, 'current', 'draft', 'until'))
  if current and string.match(current, '^[^.]+') == etag then return { 'PRESENT', NOW } end
  if other and is_ahead(ends) then return { 'BUSY', NOW } end
  check_generation_arrived(venue, other)
  check_generation_arrived(venue, generation)
  redis.call('HDEL', plan, 'sealed')
  redis.call('HSET', plan, 'draft', generation)
  drop(venue, other)
  -- So that it is not the first lock that creates the key, which would never end then.
  redis.call('BITFIELD', occupancy, 'SET', 'u2', '#0', '0')
  extend_draft({ plan = plan, venue = venue, generation = generation, step = -1, life = life })
  return { 'DRAFT', NOW }
end
