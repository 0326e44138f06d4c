-- lock: claims seats for one user until a deadline, all of them or none.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat; the venues
-- ARGV   user; lock id for a new lock; timeout (ms); most seats one user may hold (0: no limit); most in all venues (0: no
--        limit); pause before a user may lock the same seat again (ms); greatest clock skew of a sender (ms); most
--        venues (0: no limit); most seats of a venue without a plan (0: no limit, -1: none); named as a list (1 or 0);
--        field of a free seat that it would leave alone, or ''; request; seats
-- REPLY  DONE with the seats, or REFUSED with the seats in the way, or ANSWERED if the request had been answered
-- EVENT  unlocked (expired) per expired lock; locked per seat, for a request also when the lock is an old one;
--        lock-rejected for a refused request

local function is_held(seat, user, lock_id)
  return seat.status == 'LOCKED' and seat.userId == user and seat.lockId == lock_id and not is_dead(seat)
end

-- Whether the requested seats include all seats of their group that the user still holds. A group has at most 50 seats.
local function is_whole_group(seats, user)
  local asked = {}
  for _, seat in ipairs(seats) do asked[seat.field] = true end
  for _, field in ipairs(seats[1].group or {}) do
    local other = not asked[field] and read(seats[1].hash, seats[1].holdings, '', field, '')
    if other and not other.damaged and is_held(other, user, seats[1].lockId) then return false end
  end
  return true
end

-- Whether the user's lock on the first seat covers exactly these seats, so that the request is a repetition.
local function is_same_lock(seats, user, as_list)
  for _, seat in ipairs(seats) do
    if seat.damaged or not is_held(seat, user, seats[1].lockId) then return false end
  end
  return not as_list or is_whole_group(seats, user)
end

-- Notes that the lock was the answer to a further request. From then on it is not rolled back, see undo.lua.
local function mark_repeated(seats)
  for _, seat in ipairs(seats) do
    if not seat.repeated then
      seat.repeated = true
      save(seat)
    end
  end
end

-- A request that waited longer than its lock would have lasted, or that was sent before the user's last claim on the
-- seat ended: then it was carried out already, or overtaken.
local function is_too_old(request, timeout, skew, user)
  return function(seat)
    local last = seat.last
    if last and last.userId == user and request.sent_at < last.endedAt then return 'REQUEST_TOO_OLD' end
    return reason_of_time(request, timeout, skew)
  end
end

-- A user who lets a lock end and takes the seat again at once would keep it from others for ever.
local function is_paused(seat, user, pause)
  local last = seat.last
  if pause == 0 or not last or last.userId ~= user or last['end'] == 'released' then return false end
  seat.paused_until = last.endedAt + pause
  return NOW < seat.paused_until
end

-- Why a seat that is not free can't be locked.
local function reason_of_claim(seat, user)
  if seat.status == 'FINALIZED' then return 'SEAT_FINALIZED' end
  return seat.userId == user and 'ALREADY_YOURS' or 'SEAT_LOCKED'
end

local function reason_not_to_lock(seats, user, is_over_limit, pause, skew, request, timeout, is_full)
  local conflicts = conflicts_of(seats, function(seat)
    if seat.status ~= 'AVAILABLE' then return reason_of_claim(seat, user) end
    return reason_of_plan(seat) or is_paused(seat, user, pause) and 'LOCK_PAUSED' or nil
  end)
  if #conflicts == 0 and request.id ~= '' then
    conflicts = conflicts_of(seats, is_too_old(request, timeout, skew, user))
  end
  if #conflicts == 0 and is_full then
    conflicts = conflicts_of(seats, function(seat) return seat.version == 0 and 'STORAGE_LIMIT_REACHED' or nil end)
  end
  if #conflicts == 0 and is_over_limit() then
    conflicts = conflicts_of(seats, function() return 'SEAT_LIMIT_REACHED' end)
  end
  return conflicts
end

-- Most refusals on a busy sale: a single seat that another user holds or has bought. Whatever else could be read would not
-- change the answer. A record is answered by an event, which takes the long way.
local function is_taken(seats, user, request)
  local seat = seats[1]
  return #seats == 1 and request.id == '' and not seat.damaged and seat.status ~= 'AVAILABLE' and seat.userId ~= user
    and not is_dead(seat)
end

local function grant(seat, user, lock_id, timeout, group, total)
  seat.version = next_version(seat)
  seat.status, seat.userId, seat.lockId, seat.group, seat.last = 'LOCKED', user, lock_id, group, nil
  seat.lockedAt, seat.expiresAt = NOW, NOW + timeout
  announce_locked(seat)
  save(seat)
  index(seat)
  hold(seat, total)
end

local function fields_of(seats)
  local fields = {}
  for i, seat in ipairs(seats) do fields[i] = seat.field end
  return fields
end

-- What the user holds, in the venue and in all, after the checks before the first write.
local function prepare_lock(seats, user, total, most_seats)
  local in_venue, in_all = prepare(seats, user, total)
  if most_seats < 0 then require_plan(seats) end
  return in_venue, in_all
end

local function would_hold_too_many(seats, limit, in_venue, total, in_all)
  return function() return exceeds(limit, in_venue, #seats) or exceeds(total, in_all, #seats) end
end

local function grant_all(seats, user, lock_id, timeout, total, room, venues)
  take_room(room, venues)
  local group = #seats > 1 and fields_of(seats) or nil
  for _, seat in ipairs(seats) do grant(seat, user, lock_id, timeout, group, total) end
end

operations['lock'] = function()
  local user, lock_id, timeout, limit = arg(), arg(), number(), number()
  local total, pause, skew, most_venues, most_seats = number(), number(), number(), number(), number()
  local as_list, orphan, request = arg() == '1', arg(), take_request()
  local seats, venues = take_seats(), key()
  if is_taken(seats, user, request) then
    return refused(conflicts_of(seats, function(seat) return reason_of_claim(seat, user) end))
  end
  return answer_once(request, function()
    local room, is_full = room_for(seats, venues, most_venues, most_seats)
    local in_venue, in_all = prepare_lock(seats, user, total, most_seats)
    if is_same_lock(seats, user, as_list) then
      mark_repeated(seats)
      if request.id ~= '' then
        for _, seat in ipairs(seats) do announce_locked(seat) end
      end
      return done(seats)
    end
    local conflicts = reason_not_to_lock(seats, user, would_hold_too_many(seats, limit, in_venue, total, in_all), pause,
      skew, request, timeout, is_full)
    if #conflicts > 0 then return refuse('lock-rejected', request, seats, conflicts) end
    if orphan ~= '' then
      conflicts = conflicts_of(seats, function() return 'ORPHAN_SEAT' end)
      return refuse('lock-rejected', request, seats, conflicts, 'orphan', orphan)
    end
    grant_all(seats, user, lock_id, timeout, total, room, venues)
    return done(seats)
  end)
end
