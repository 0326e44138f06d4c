-- plans: which seats a venue has, if it has a plan, and the two bits of each seat in the occupancy of the plan.
--
-- A plan has a generation, which is part of the names of its keys. The hash seat-plan:<venue> says which generation is
-- the present one (current), and which one is being written (draft) until a time (until, ms since the epoch). A draft has
-- the bits of its seats from the moment when they are written. Once it is complete it is sealed: from then on only seats
-- of both are locked, so that the draft can take over.

local TAG = string.sub(DEADLINES, 1, #DEADLINES - #'seat-deadlines')

local VENUES = TAG .. 'seat-venues'

local BITS = { AVAILABLE = '0', LOCKED = '1', FINALIZED = '2' }

-- Above it an index was written by hand; its bits would take memory for nothing.
local MOST_SEATS = 1000000

-- Whether a time (ms since the epoch, as text) is still to come. Anything else is not.
local function is_ahead(text)
  local at = tonumber(text)
  return at ~= nil and at > NOW
end

local function plan_key(venue)
  return TAG .. 'seat-plan:' .. venue
end

-- What a generation consists of: index by field; two bits a seat; the document in pieces.
local function keys_of(venue, generation)
  local rest = venue .. ':' .. generation
  return TAG .. 'seat-plan-seats:' .. rest, TAG .. 'seat-occupancy:' .. rest, TAG .. 'seat-plan-document:' .. rest
end

-- By hash of the seats: the generations that have bits; false if the venue has no plan. Read once in a call. A plan that
-- can't be read (is_damaged) keeps its seats from being locked, since nobody knows which they are, but from nothing else.
local plans = {}

local function plan_of(hash)
  if plans[hash] ~= nil then return plans[hash] end
  local venue = string.sub(hash, #TAG + #'seats:' + 1)
  local stored = redis.pcall('HMGET', plan_key(venue), 'current', 'draft', 'until', 'sealed')
  if is_wrong_type(stored) then
    plans[hash] = { is_damaged = true }
    return plans[hash]
  end
  local current, draft, ends, sealed = unpack(stored)
  if not is_ahead(ends) then draft = false end
  local plan = {}

  local function add(generation, is_required)
    local seats, occupancy = keys_of(venue, generation)
    check_arrived(seats, occupancy)
    table.insert(plan, { seats = seats, occupancy = occupancy, is_required = is_required })
  end

  if current then add(current, true) end
  if draft then add(draft, sealed ~= false) end
  plan.is_current = current ~= false
  plans[hash] = #plan > 0 and plan
  return plans[hash]
end

-- The places of the seats in the plans of their venue; seat.not_in_plan if one of the required plans does not have it,
-- seat.plan_unreadable if one of them can't be read. Reads only, before the first write.
local function find_places(seats)
  for _, seat in ipairs(seats) do
    local plan = plan_of(seat.hash)
    if plan then
      seat.places, seat.plan_unreadable = {}, plan.is_damaged
      for _, generation in ipairs(plan) do
        local stored = redis.pcall('HGET', generation.seats, seat.field)
        local is_damaged = is_wrong_type(stored)
        local index = not is_damaged and tonumber(stored)
        if is_damaged then
          seat.plan_unreadable = seat.plan_unreadable or generation.is_required
        elseif index and index % 1 == 0 and index >= 0 and index < MOST_SEATS then
          table.insert(seat.places, { occupancy = generation.occupancy, index = '#' .. integer(index) })
        elseif generation.is_required then
          seat.not_in_plan = true
        end
      end
    end
  end
end

-- Why the plan keeps a seat from being taken, or nil.
local function reason_of_plan(seat)
  return seat.plan_unreadable and 'SEAT_DAMAGED' or seat.not_in_plan and 'SEAT_UNKNOWN' or nil
end

-- Without a plan no seat of the venue can be locked.
local function require_plan(seats)
  local plan = plan_of(seats[1].hash)
  if plan and (plan.is_current or plan.is_damaged) then return end
  for _, seat in ipairs(seats) do seat.not_in_plan = true end
end

-- The bits follow from the hash, so a key of the wrong type must not keep a seat from its change.
local function mark(seat)
  if not seat.places then return end
  for _, place in ipairs(seat.places) do
    is_wrong_type(redis.pcall('BITFIELD', place.occupancy, 'SET', 'u2', place.index, BITS[seat.status]))
  end
end
