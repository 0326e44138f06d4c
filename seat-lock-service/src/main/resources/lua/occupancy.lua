-- occupancy: which seats of the plan are taken, two bits a seat in the order of the plan: 0 available, 1 locked, 2 sold.
--
-- KEYS   the plan of the venue
-- ARGV   venue
-- REPLY  OCCUPANCY, now, generation of the plan or '', the bits
-- EVENT  none

operations['occupancy'] = function()
  local plan, venue = key(), arg()
  local generation = redis.call('HGET', plan, 'current')
  if not generation then return { 'OCCUPANCY', NOW, '', '' } end
  local _, occupancy = keys_of(venue, generation)
  check_arrived(occupancy)
  return { 'OCCUPANCY', NOW, generation, redis.call('GET', occupancy) or '' }
end
