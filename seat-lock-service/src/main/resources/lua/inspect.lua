-- inspect: compares the lock keys, deadlines, holdings and the bits in plans of seats with the hash, which is the source of
-- truth, and rewrites them if asked to. A lock past its deadline that no operation has ended yet is not a difference.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat
-- ARGV   repair (1 or 0); user in whose holdings the seats were found, or ''; seats
-- REPLY  INSPECTED, now, then for each seat its version (0: never touched, -1: not readable), its status or '', then its
--        differences: what it is, key, found, wanted (texts; times in ms since the epoch), repaired (1 or 0)
-- EVENT  none

-- Redis' real time, also in tests that replace the clock above, because PTTL is relative to it.
local function true_now()
  local at = redis.call('TIME')
  return tonumber(at[1]) * 1000 + math.floor(tonumber(at[2]) / 1000)
end

-- What is wrong with the expiry of a lock's key, as text; nil if nothing. PTTL returns the time left in whole ms, and
-- Redis may be paused before it; so the times before and after the call are the limits for the expiry.
local function wrong_end(lock_key, wanted)
  local before = true_now()
  local left = redis.call('PTTL', lock_key)
  local after = true_now()
  if left < 0 then return '' end
  if wanted > after + left + 1 or (left > 0 and wanted < before + left - 1) then return integer(after + left) end
end

-- Inspects one seat: adds differences to the report and repairs them.
local function look_at(seat, holdings_user, repair, report)
  local live = seat.status == 'LOCKED' and not is_dead(seat)

  local function difference(what, place, found, wanted, rewrite)
    if repair and rewrite then rewrite() end
    table.insert(report, { what, place, found, wanted, repair and rewrite and 1 or 0 })
  end

  local function compare_lock_key()
    local place, wanted = seat.lock_key, seat.expiresAt and integer(seat.expiresAt) or ''
    local value = redis.pcall('GET', place)
    local function rewrite()
      -- Overwritten, not deleted first: while a slot is moved, the server that it leaves rejects a write to a missing key.
      if live then redis.call('SET', place, '1', 'PXAT', wanted) else redis.call('DEL', place) end
    end
    if is_error(value) then return difference('WRONG_TYPE', place, value.err, '') end
    if not value then return live and difference('NO_LOCK_KEY', place, '', wanted, rewrite) end
    if seat.status ~= 'LOCKED' then return difference('STRAY_LOCK_KEY', place, '', '', rewrite) end
    local found = wrong_end(place, seat.expiresAt)
    if found or value ~= '1' then difference('WRONG_LOCK_KEY', place, found or wanted, wanted, rewrite) end
  end

  local function compare_entry(suffix, place, member, wanted)
    local found = redis.pcall('ZSCORE', place, member)
    local function rewrite()
      if wanted then redis.call('ZADD', place, wanted, member) else redis.call('ZREM', place, member) end
    end
    if is_error(found) then return difference('WRONG_TYPE', place, found.err, '') end
    if wanted and not found then return difference('NO_' .. suffix, place, '', wanted, rewrite) end
    if found and not wanted then return difference('STRAY_' .. suffix, place, found, '', rewrite) end
    if found and tonumber(found) ~= tonumber(wanted) then difference('WRONG_' .. suffix, place, found, wanted, rewrite) end
  end

  -- seat-held is written only while seat-lock.holder.max-seats is set, so a missing entry is no difference.
  local function compare_held(user, wanted)
    local place = held_by(seat, user)
    if wanted and not redis.pcall('ZSCORE', place, seat.name) then return end
    compare_entry('HOLDING', place, seat.name, wanted)
  end

  -- A plan of the wrong type is reported by its own key. The draft may still be given up, so only the plan must have it.
  local function compare_plans()
    find_places({ seat })
    if seat.plan_unreadable then return end
    for _, place in ipairs(seat.places or {}) do
      local bits = redis.pcall('BITFIELD', place.occupancy, 'GET', 'u2', place.index)
      local found = is_error(bits) and bits.err or integer(bits[1])
      local function rewrite() mark(seat) end
      if is_error(bits) then
        difference('WRONG_TYPE', place.occupancy, found, '')
      elseif found ~= BITS[seat.status] then
        difference('WRONG_OCCUPANCY', place.occupancy, found, BITS[seat.status], rewrite)
      end
    end
    local plan = plan_of(seat.hash)
    local is_taken = live or seat.status == 'FINALIZED'
    if is_taken and seat.not_in_plan and plan.is_current and not redis.call('HGET', plan[1].seats, seat.field) then
      difference('NOT_IN_PLAN', plan[1].seats, '', '')
    end
  end

  compare_plans()
  local wanted = seat.status == 'LOCKED' and integer(seat.expiresAt) or nil
  compare_lock_key()
  compare_entry('DEADLINE', DEADLINES, seat.name, wanted)
  if seat.userId then
    compare_entry('HOLDING', seat.holdings .. seat.userId, seat.field, wanted)
    compare_held(seat.userId, wanted)
  end
  if holdings_user ~= '' and holdings_user ~= seat.userId then
    compare_entry('HOLDING', seat.holdings .. holdings_user, seat.field, nil)
    compare_held(holdings_user, nil)
  end
end

-- The holdings are not among KEYS. Without this an entry that has not arrived would be written anew.
local function check_all_holdings_arrived(seats, holdings_user)
  if holdings_user ~= '' then check_holdings_arrived(seats[1], holdings_user) end
  for _, seat in ipairs(seats) do
    if seat.userId then check_holdings_arrived(seat, seat.userId) end
  end
end

operations['inspect'] = function()
  local repair, holdings_user = arg() == '1', arg()
  local seats, reply = take_seats(), { 'INSPECTED', NOW }
  check_all_holdings_arrived(seats, holdings_user)
  for _, seat in ipairs(seats) do
    local raw, report = redis.pcall('HGET', seat.hash, seat.field), { -1, '' }
    if is_error(raw) then
      report[3] = { 'WRONG_TYPE', seat.hash, raw.err, '', 0 }
    elseif seat.damaged then
      report[3] = { 'BROKEN_SEAT', seat.hash, '', '', 0 }
    else
      report[1], report[2] = seat.version, seat.status
      look_at(seat, holdings_user, repair, report)
    end
    table.insert(reply, report)
  end
  return reply
end
