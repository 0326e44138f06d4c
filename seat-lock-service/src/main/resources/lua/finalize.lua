-- finalize: sells seats to the user who holds them now, all of them or none. Asking again is answered again.
--
-- KEYS   seats hash of the venue; the lock key of each seat
-- ARGV   user or ''; lock id or ''; request; seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way
-- EVENT  unlocked (expired) per dead lock; finalized per seat, for a request also when it was sold before;
--        finalize-rejected for a refused request

local function announce_finalized(seat)
  announce('finalized', seat, seat.finalizedAt, seat.version)
end

local function sell(seat)
  seat.version = next_version(seat)
  seat.finalizedAt = NOW
  announce_finalized(seat)
  unindex(seat)
  seat.status, seat.expiresAt = 'FINALIZED', nil
  save(seat)
end

operations['finalize'] = function()
  local user, lock_id, request = arg(), arg(), take_request()
  local seats = take_settled_seats()
  local conflicts = conflicts_of(seats, function(seat)
    if seat.status == 'AVAILABLE' then return 'NOT_LOCKED' end
    if is_holder(seat, user, lock_id) then return nil end
    return seat.status == 'FINALIZED' and 'SEAT_FINALIZED' or 'NOT_THE_HOLDER'
  end)
  if #conflicts > 0 then return refuse('finalize-rejected', request, seats, conflicts) end
  for _, seat in ipairs(seats) do
    if seat.status == 'LOCKED' then
      sell(seat)
    elseif request.id ~= '' then
      announce_finalized(seat)
    end
  end
  return done(seats)
end
