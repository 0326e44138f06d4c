-- lockbest: claims the first of several choices of seats that is wholly free, for one user until a deadline.
-- A repeated request (the same request id, and its seats are still held) gets the same seats; without an id each call
-- claims more.
--
-- KEYS   seats hash of the venue; its plan; the lock key of each seat; the venues; the last choice of the user in this venue
-- ARGV   user; lock id for a new lock; timeout (ms); request id or ''; most seats one user may hold (0: no limit); most in
--        all venues (0: no limit); pause before a user may lock the same seat again (ms); most venues (0: no limit);
--        most seats of a venue without a plan (0: no limit, -1: none); the choices, best first, separated by semicolons,
--        each the places of its seats below, from 0, separated by commas; seats
-- REPLY  DONE with the seats, each with its name as well, or REFUSED with the seats in the way of the first choice
-- EVENT  unlocked (expired) per expired lock; locked per seat

-- The seats of a command as take_seats() takes them, but not read yet: most choices are not needed.
local function take_unread_seats()
  local hash, holdings = take_venue()
  local seats = {}
  for i = 1, number() do seats[i] = { field = arg(), name = arg(), lock_key = key() } end
  return hash, holdings, seats
end

local function done_with_names(seats)
  local reply = done(seats)
  for i, seat in ipairs(seats) do table.insert(reply[i + 2], seat.name) end
  return reply
end

-- The seats that the user got for this request before; nil if they were not all kept.
local function seats_of_repeated(request_id, last_choice, hash, holdings, user)
  local json = request_id ~= '' and redis.call('GET', last_choice)
  if not json then return nil end
  local last, seats = cjson.decode(json), {}
  if last.requestId ~= request_id then return nil end
  for i, name in ipairs(last.seats) do
    local field = string.gsub(string.match(name, '^[^:]+:(.+)$'), ':', '_')
    seats[i] = read(hash, holdings, '', field, name)
    if seats[i].damaged or not is_held(seats[i], user, last.lockId) then return nil end
  end
  return seats
end

-- No decision depends on when Redis removes it: whether the seats are still held decides. It outlives the lock, but not
-- one that is extended for long.
local LONGER = 60000

local function remember(last_choice, request_id, lock_id, seats, timeout)
  if request_id == '' then return end
  local names = {}
  for i, seat in ipairs(seats) do names[i] = quoted(seat.name) end
  redis.call('SET', last_choice, '{"requestId":' .. quoted(request_id) .. ',"lockId":' .. quoted(lock_id)
    .. ',"seats":[' .. table.concat(names, ',') .. ']}', 'PX', integer(timeout + LONGER))
end

operations['lockbest'] = function()
  local user, lock_id, timeout, request_id = arg(), arg(), number(), arg()
  local limit, total, pause, most_venues, most_seats = number(), number(), number(), number(), number()
  local choices = arg()
  local hash, holdings, unread = take_unread_seats()
  local venues, last_choice = key(), key()
  local repeated = seats_of_repeated(request_id, last_choice, hash, holdings, user)
  if repeated then
    mark_repeated(repeated)
    return done_with_names(repeated)
  end
  local reasons
  for choice in string.gmatch(choices, '[^;]+') do
    local seats = {}
    for place in string.gmatch(choice, '%d+') do
      local seat = unread[place + 1]
      table.insert(seats, read(hash, holdings, seat.lock_key, seat.field, seat.name))
    end
    local room, is_full = room_for(seats, venues, most_venues, most_seats)
    local in_venue, in_all = prepare_lock(seats, user, total, most_seats)
    local conflicts = reason_not_to_lock(seats, user, would_hold_too_many(seats, limit, in_venue, total, in_all), pause, 0,
      OVER_REST, timeout, is_full)
    if #conflicts == 0 then
      grant_all(seats, user, lock_id, timeout, total, room, venues)
      remember(last_choice, request_id, lock_id, seats, timeout)
      return done_with_names(seats)
    end
    reasons = reasons or conflicts
    -- No other choice would change it.
    if conflicts[1][2] == 'SEAT_LIMIT_REACHED' then return refused(conflicts) end
  end
  return refused(reasons or {})
end
