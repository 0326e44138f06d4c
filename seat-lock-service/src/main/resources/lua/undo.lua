-- undo: rolls back a lock that was granted but not replicated in time. A seat keeps its lock if it has changed since, or if
-- a repeated request got the same lock, because a replica may have confirmed that. Its holder may ask for it again at once.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   version of each seat when it was locked, separated by commas; seats
-- REPLY  DONE, now
-- EVENT  unlocked (expired) per expired lock; unlocked (manual) per seat that becomes free

operations['undo'] = function()
  local versions = {}
  for version in string.gmatch(arg(), '%d+') do table.insert(versions, tonumber(version)) end
  for i, seat in ipairs(take_settled_seats()) do
    if seat.status == 'LOCKED' and seat.version == versions[i] and not seat.repeated then
      -- Its user never got the lock, so it does not count as one that has ended.
      vacate(seat, 'manual', NOW, nil)
    end
  end
  return { 'DONE', NOW }
end
