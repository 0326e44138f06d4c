-- growth: how many venues and seats may be stored. Without a limit whoever asks for seats that do not exist fills Redis.

-- By hash: how many seats are stored, and whether the sweep of idle seats knows the venue. Read once in a call.
local rooms = {}

local function room_in(hash, venue, venues)
  if not rooms[hash] then
    rooms[hash] = { venue = venue, is_known = redis.call('ZSCORE', venues, venue), stored = redis.call('HLEN', hash) }
  end
  return rooms[hash]
end

-- How many new fields the seats of a command need, and whether there is room for them. Reads only, before the first write.
local function room_for(seats, venues, most_venues, most_seats)
  local new = 0
  for _, seat in ipairs(seats) do
    if seat.version == 0 then new = new + 1 end
  end
  if new == 0 then return nil, false end
  local room = room_in(seats[1].hash, string.match(seats[1].name, '^[^:]+'), venues)
  room.new = new
  local plan = plan_of(seats[1].hash)
  -- The plan is a limit of its own.
  if most_seats > 0 and not (plan and plan.is_current) and room.stored + new > most_seats then return room, true end
  if room.is_known or room.stored > 0 or most_venues == 0 then return room, false end
  return room, redis.call('ZCOUNT', venues, '-inf', '+inf') >= most_venues
end

-- From now on the sweep of idle seats knows the venue.
local function take_room(room, venues)
  if not room then return end
  room.stored = room.stored + room.new
  if not room.is_known then redis.call('ZADD', venues, integer(NOW), room.venue) end
  room.is_known = true
end
