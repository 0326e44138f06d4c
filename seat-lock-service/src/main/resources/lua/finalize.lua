-- finalize: sells seats to the user who holds them now, all of them or none. A repeated request gets the same answer.
-- The last holder may be late by a configured time, if nobody else has had the seat since and it is still in the plan.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   user or ''; lock id or ''; how late the last holder may be (ms); greatest age of a record (ms, 0: any); greatest
--        clock skew of a sender (ms); request; seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way, or ANSWERED if the request had been answered
-- EVENT  unlocked (expired) per expired lock; finalized per seat, for a request also when it was sold before;
--        finalize-rejected for a refused request

local function announce_finalized(seat)
  announce('finalized', seat, seat.finalizedAt, seat.version)
end

local function sell(seat)
  if seat.last then seat.userId, seat.lockId, seat.lockedAt = seat.last.userId, seat.last.lockId, seat.last.lockedAt end
  seat.version = next_version(seat)
  seat.finalizedAt = NOW
  announce_finalized(seat)
  if seat.status == 'LOCKED' then unindex(seat) end
  seat.status, seat.expiresAt, seat.group, seat.last = 'FINALIZED', nil, nil, nil
  save(seat)
end

local function reason_not_to_sell_free_seat(seat, user, lock_id, grace)
  local reason = reason_of_no_lock(seat, user, lock_id)
  if reason == 'LOCK_EXPIRED' and NOW < seat.last.endedAt + grace then return reason_of_plan(seat) end
  return reason
end

-- A record that is older than the lock is not meant for it, unless it contains its lock id.
local function reason_if_older_than_lock(lock, lock_id, request)
  if request.id ~= '' and lock_id == '' and request.sent_at < lock.lockedAt then return 'REQUEST_TOO_OLD' end
end

operations['finalize'] = function()
  local user, lock_id, grace, max_age, skew = arg(), arg(), number(), number(), number()
  local request = take_request()
  local seats = take_seats()
  return answer_once(request, function()
    prepare(seats)
    local conflicts = conflicts_of(seats, function(seat)
      if seat.status == 'AVAILABLE' then
        return reason_not_to_sell_free_seat(seat, user, lock_id, grace) or reason_if_older_than_lock(seat.last, lock_id, request)
          or reason_of_time(request, max_age, skew)
      end
      if not is_holder(seat, user, lock_id) then
        return seat.status == 'FINALIZED' and 'SEAT_FINALIZED' or 'NOT_THE_HOLDER'
      end
      -- A seat that is sold to this buyer already is answered as the first time, however old the record is.
      if seat.status == 'LOCKED' then
        return reason_if_older_than_lock(seat, lock_id, request) or reason_of_time(request, max_age, skew)
      end
    end)
    if #conflicts > 0 then return refuse('finalize-rejected', request, seats, conflicts) end
    for _, seat in ipairs(seats) do
      if seat.status ~= 'FINALIZED' then
        sell(seat)
      elseif request.id ~= '' then
        announce_finalized(seat)
      end
    end
    return done(seats)
  end)
end
